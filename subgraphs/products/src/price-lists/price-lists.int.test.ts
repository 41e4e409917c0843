import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { variantsOf } from '../../test/variants-of.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 20, sweepSeconds: 1 });
});
afterAll(() => products[Symbol.asyncDispose]());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const euros = (amount: string) => ({ amount, currencyCode: 'EUR' });
const faults = '... on InvalidInputError { fields { path code } }';
const list = 'priceList { id version isRunning }';
const send = (name: string, input: object, selection: string, viewer: TestViewer | null = staff) =>
  mutate(products, viewer, { name, input, selection: `${selection} ${faults}` });
const create = (input: object, viewer: TestViewer | null = staff) =>
  send(
    'priceListCreate',
    { name: 'Some', currency: 'EUR', ...input },
    `... on PriceListCreateSuccess { ${list} }`,
    viewer,
  );

/** A list that is gone when the test is. */
async function listOf(input: object) {
  const { priceList } = (await create(input)) as unknown as {
    priceList: { id: string; version: number; isRunning: boolean };
  };
  const end = async (): Promise<void> => {
    await products.sql.$executeRawUnsafe('DELETE FROM price_lists WHERE id = $1::uuid', priceList.id);
  };
  return { ...priceList, [Symbol.asyncDispose]: end };
}

const setPrices = (priceListId: string, prices: object[]) =>
  send(
    'priceListPricesUpdate',
    { priceListId, prices },
    `... on PriceListPricesUpdateSuccess { ${list} results { index errors { __typename ${faults} } } }
     ... on PriceListNotFoundError { priceListId }`,
  );

/** A variant at 20.00 that was 30.00. */
async function variantAt20(nth: number): Promise<string> {
  const id = (await variantsOf(products, nth))[0]?.id ?? '';
  const input = { variantId: id, price: euros('20.00'), compareAtPrice: euros('30.00') };
  await send('variantPriceUpdate', input, '... on VariantPriceUpdateSuccess { variant { id } }');
  return id;
}

interface Seen {
  readonly price: { readonly amount: string };
  readonly compareAtPrice: { readonly amount: string } | null;
  readonly quantityPrices: readonly {
    readonly minimumQuantity: number;
    readonly price: { readonly amount: string };
  }[];
}

async function see(
  id: string,
  viewer: TestViewer | null,
): Promise<[string, string | null, [number, string][]]> {
  const { data } = await products.graphql<{ _entities: [Seen] }>(
    viewer,
    `query ($id: ID!) { _entities(representations: [{ __typename: "ProductVariant", id: $id }]) { ... on ProductVariant {
      price { amount } compareAtPrice { amount } quantityPrices { minimumQuantity price { amount } } } } }`,
    { id },
  );
  const [{ price, compareAtPrice, quantityPrices }] = data._entities;
  const steps = quantityPrices.map((one): [number, string] => [one.minimumQuantity, one.price.amount]);
  return [price.amount, compareAtPrice?.amount ?? null, steps];
}

async function memberOf(groupId: string): Promise<TestViewer> {
  const id = uuidv7();
  await products.sql.$executeRawUnsafe(
    'INSERT INTO customers (customer_id, version, group_ids) VALUES ($1::uuid, 1, ARRAY[$2::uuid])',
    id,
    groupId,
  );
  return { id, role: 'CUSTOMER', isGrouped: true };
}

describe('a price list', () => {
  it('says what members of its groups pay, and nobody else', async () => {
    const [trade, variant] = [uuidv7(), await variantAt20(0)];
    const [member, other] = [await memberOf(trade), await memberOf(uuidv7())];
    await using made = await listOf({ customerGroupIds: [trade] });
    const prices = [{ price: euros('18.00') }, { minimumQuantity: 10, price: euros('15.50') }];
    expect(await setPrices(made.id, [{ variantId: variant, prices }])).toMatchObject({
      priceList: { version: 2, isRunning: true },
      results: [{ index: 0, errors: [] }],
    });
    expect(await see(variant, member)).toEqual([
      '18.00',
      '30.00',
      [
        [1, '18.00'],
        [10, '15.50'],
      ],
    ]);
    for (const viewer of [null, other, staff, { ...member, isGrouped: false }])
      expect(await see(variant, viewer)).toEqual(['20.00', '30.00', [[1, '20.00']]]);
    await setPrices(made.id, [{ variantId: variant, prices: [] }]);
    expect(await see(variant, member)).toEqual(['20.00', '30.00', [[1, '20.00']]]);
  });

  it('without prices of its own changes what variants cost by themselves', async () => {
    const variant = await variantAt20(1);
    await using made = await listOf({
      adjustments: [{ percent: 60 }, { minimumQuantity: 5, percent: -12.5 }],
    });
    expect(made.version).toBe(1);
    expect(await see(variant, null)).toEqual([
      '32.00',
      null,
      [
        [1, '32.00'],
        [5, '17.50'],
      ],
    ]);
  });

  it('begins and ends by itself', async () => {
    const variant = await variantAt20(2);
    const soon = (ms: number) => new Date(Date.now() + ms).toISOString();
    await using made = await listOf({
      startsAt: soon(2_000),
      endsAt: soon(9_000),
      adjustments: [{ percent: -50 }],
    });
    expect(made.isRunning).toBe(false);
    expect((await see(variant, null))[0]).toBe('20.00');
    await expect.poll(async () => (await see(variant, null))[0], { timeout: 15_000 }).toBe('10.00');
    await expect.poll(async () => (await see(variant, null))[0], { timeout: 20_000 }).toBe('20.00');
  });

  it('is changed by whoever has seen its version, and shows staff what it says', async () => {
    const variant = await variantAt20(3);
    await using made = await listOf({ countries: ['de', 'AT', 'DE'] });
    const change = (version: number) =>
      send(
        'priceListUpdate',
        { id: made.id, version, priority: 5 },
        `... on PriceListUpdateSuccess { priceList { version priority countries } }
         ... on PriceListChangedError { priceList { version } }`,
      );
    expect(await change(1)).toMatchObject({
      priceList: { version: 2, priority: 5, countries: ['AT', 'DE'] },
    });
    expect(await change(1)).toMatchObject({ __typename: 'PriceListChangedError', priceList: { version: 2 } });
    await setPrices(made.id, [{ variantId: variant, prices: [{ price: euros('19.00') }] }]);
    const { data } = await products.graphql<object>(
      staff,
      `query ($id: ID!) { priceLists { id } _entities(representations: [{ __typename: "ProductVariant", id: $id }]) {
        ... on ProductVariant { listPrices { priceList { id } prices { price { amount } } } } } }`,
      { id: variant },
    );
    const listPrices = [{ priceList: { id: made.id }, prices: [{ price: { amount: '19.00' } }] }];
    expect(data).toEqual({ priceLists: [{ id: made.id }], _entities: [{ listPrices }] });
    const end = (version: number) =>
      send('priceListDelete', { id: made.id, version }, '... on PriceListDeleteSuccess { priceListId }');
    expect(await end(2)).toMatchObject({ __typename: 'PriceListChangedError' });
    expect(await end(3)).toMatchObject({ priceListId: made.id });
    expect(await end(3)).toMatchObject({ __typename: 'PriceListNotFoundError' });
  });

  it('says of each variant what is wrong with its prices, and sets the others', async () => {
    const variant = await variantAt20(4);
    await using made = await listOf({});
    const dollars = { amount: '1.00', currencyCode: 'USD' };
    const result = await setPrices(made.id, [
      { variantId: uuidv7(), prices: [] },
      { variantId: variant, prices: [{ price: dollars }] },
      { variantId: variant, prices: [{ price: euros('1') }, { price: euros('2') }] },
      { variantId: variant, prices: [{ minimumQuantity: 100, price: euros('0') }] },
      { variantId: variant, prices: [{ price: euros('19.00') }] },
    ]);
    expect(result['results']).toMatchObject([
      { errors: [{ __typename: 'VariantNotFoundError' }] },
      { errors: [{ fields: [{ path: ['prices', '1', 'prices', '0', 'price', 'currencyCode'] }] }] },
      { errors: [{ fields: [{ path: ['prices', '2', 'prices'] }] }] },
      { errors: [{ fields: [{ code: 'OUT_OF_RANGE' }, { code: 'OUT_OF_RANGE' }] }] },
      { errors: [] },
    ]);
    expect((await see(variant, null))[0]).toBe('19.00');
  });

  it.each([
    [{ countries: ['XX'] }, 'countries'],
    [{ customerGroupIds: ['trade'] }, 'customerGroupIds'],
    [{ adjustments: [{ percent: -100 }] }, 'adjustments'],
    [{ adjustments: [{ percent: 1 }, { percent: 2 }] }, 'adjustments'],
    [{ priority: 1_001 }, 'priority'],
    [{ name: ' ' }, 'name'],
    [{ endsAt: '2001-01-01T00:00:00Z' }, 'endsAt'],
  ])('cannot be %j', async (input, field) => {
    const { fields } = (await create(input)) as unknown as { fields: { path: string[] }[] };
    expect(fields.map(({ path }) => path[0])).toEqual([field]);
  });

  it('is for staff who keep prices', async () => {
    const other: TestViewer = { id: uuidv7(), role: 'STAFF', permissions: ['ORDERS_READ'] };
    expect(await create({}, other)).toEqual({ code: 'FORBIDDEN' });
    expect(await create({}, null)).toEqual({ code: 'UNAUTHENTICATED' });
  });
});
