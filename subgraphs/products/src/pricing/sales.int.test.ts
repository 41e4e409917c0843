import { variantChanged } from '@cartwright/events';
import { startTestNats, waitFor, type TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startOrdersPeer, type OrdersPeer } from '../../test/orders-peer.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { variantsOf } from '../../test/variants-of.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let others: OrdersPeer;
beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  products = stack.use(
    await startTestProducts({ natsUrl: nats.urlFor('products'), products: 60, sweepSeconds: 0.2 }),
  );
  others = stack.use(await startOrdersPeer(nats));
});
afterAll(() => stack.disposeAsync());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const euros = (amount: string) => ({ amount, currencyCode: 'EUR' });
const fromNow = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();
const hour = 3_600;

interface Seen {
  readonly price: { readonly amount: string };
  readonly compareAtPrice: { readonly amount: string } | null;
  readonly lowestRecentPrice: { readonly amount: string } | null;
  readonly sales: readonly { readonly id: string; readonly isRunning: boolean }[] | null;
}
async function seen(id: string, viewer: TestViewer | null = staff): Promise<Seen> {
  const { data } = await products.graphql<{ variants: readonly [Seen] }>(
    viewer,
    `query ($variants: [_Any!]!) { variants: _entities(representations: $variants) { ... on ProductVariant {
      price(currency: EUR) { amount } compareAtPrice(currency: EUR) { amount } lowestRecentPrice(currency: EUR) { amount }
      sales { id price { amount } compareAtPrice { amount } startsAt endsAt isRunning } } } }`,
    { variants: [{ __typename: 'ProductVariant', id }] },
  );
  return data.variants[0];
}
const costs = async (id: string): Promise<string> => (await seen(id)).price.amount;

const setAll = (prices: readonly object[], viewer: TestViewer | null = staff) =>
  mutate(products, viewer, {
    name: 'variantPricesUpdate',
    input: { prices, reason: 'The season is over.' },
    selection: `... on VariantPricesUpdateSuccess { results { index variant { id price(currency: EUR) { amount } sales { id } }
      errors { __typename ... on SaleOverlapsError { saleIds } ... on VariantNotFoundError { variantId }
        ... on InvalidInputError { fields { path code } } } } }`,
  });
const endSale = (id: string, viewer: TestViewer | null = staff) =>
  mutate(products, viewer, {
    name: 'variantSaleDelete',
    input: { id },
    selection:
      '... on VariantSaleDeleteSuccess { variant { price(currency: EUR) { amount } sales { id } } } ... on SaleNotFoundError { saleId }',
  });

let used = 0;
/** A variant that no other test of this file changes, which costs 100 EUR. */
async function plainVariant(): Promise<string> {
  const [variant] = await variantsOf(products, used++);
  const id = variant?.id ?? '';
  await setAll([{ variantId: id, price: euros('100') }]);
  return id;
}

describe('prices of many variants', () => {
  it('are set each for itself, and of the others it is said why not', async () => {
    const [one, two] = [await plainVariant(), await plainVariant()];
    const unknown = uuidv7();
    const result = await setAll([
      { variantId: one, price: euros('10') },
      { variantId: unknown, price: euros('10') },
      { variantId: two, price: euros('0') },
      { variantId: two, price: euros('20'), endsAt: fromNow(-1) },
      { variantId: two, price: euros('20') },
      { variantId: 'none', price: euros('20') },
      { variantId: two, price: { amount: '900', currencyCode: 'JPY' }, endsAt: fromNow(hour) },
    ]);
    const badField = (index: string, path: string[], code: string) => ({
      variant: null,
      errors: [{ __typename: 'InvalidInputError', fields: [{ path: ['prices', index, ...path], code }] }],
    });
    expect(result['results']).toMatchObject([
      { index: 0, variant: { id: one, price: { amount: '10.00' } }, errors: [] },
      { index: 1, variant: null, errors: [{ variantId: unknown }] },
      { index: 2, ...badField('2', ['price', 'amount'], 'OUT_OF_RANGE') },
      { index: 3, ...badField('3', ['endsAt'], 'OUT_OF_RANGE') },
      { index: 4, variant: { price: { amount: '20.00' } }, errors: [] },
      { index: 5, variant: null, errors: [{ variantId: 'none' }] },
      { index: 6, ...badField('6', ['price', 'currencyCode'], 'INVALID_VALUE') },
    ]);
    for (const [id, amountMinor] of [
      [one, 1_000],
      [two, 2_000],
    ] as const)
      await waitFor(() => others.seen.some(({ data }) => isPriced(data, id, amountMinor)));
    const entries = await products.sql.$queryRawUnsafe<object[]>(
      `SELECT reason, before ->> 'amountMinor' AS before, after ->> 'amountMinor' AS after FROM audit.entries WHERE target = $1
       ORDER BY position DESC LIMIT 1`,
      one,
    );
    expect(entries).toEqual([{ reason: 'The season is over.', before: '10000', after: '1000' }]);
  });

  it.each([
    [null, 'UNAUTHENTICATED'],
    [{ role: 'CUSTOMER' }, 'FORBIDDEN'],
    [{ ...staff, permissions: ['CATALOGUE_MANAGE'] }, 'FORBIDDEN'],
  ] as const)('are not for %j', async (viewer, code) => {
    expect(await setAll([], viewer)).toEqual({ code });
    expect(await endSale(uuidv7(), viewer)).toEqual({ code });
  });
});

function isPriced(data: unknown, variantId: string, amountMinor: number): boolean {
  const change = data as {
    variantId?: string;
    prices?: readonly { currency: string; amountMinor: number }[];
  };
  return (
    change.variantId === variantId &&
    (change.prices ?? []).some((price) => price.currency === 'EUR' && price.amountMinor === amountMinor)
  );
}

describe('a sale', () => {
  it('begins at once, shows what it reduces and the lowest price before, and ends by itself', async () => {
    const id = await plainVariant();
    await setAll([{ variantId: id, price: euros('70'), endsAt: fromNow(3) }]);
    expect(await seen(id)).toMatchObject({
      price: { amount: '70.00' },
      compareAtPrice: { amount: '100.00' },
      sales: [{ isRunning: true }],
    });
    expect(Number((await seen(id)).lowestRecentPrice?.amount)).toBeLessThanOrEqual(100);
    await waitFor(async () => (await costs(id)) === '100.00');
    expect(await seen(id)).toMatchObject({ compareAtPrice: null, lowestRecentPrice: null, sales: [] });
    const told = others.seen.filter(({ type, key }) => type === variantChanged.type && key === id);
    await waitFor(() => isPriced(told.at(-1)?.data ?? {}, id, 10_000));
  });

  it('that is to come begins by itself, as does a price that stays', async () => {
    const [one, two] = [await plainVariant(), await plainVariant()];
    const startsAt = fromNow(1);
    await setAll([
      { variantId: one, price: euros('80'), startsAt, endsAt: fromNow(hour) },
      { variantId: two, price: euros('90'), startsAt },
    ]);
    expect([await costs(one), await costs(two)]).toEqual(['100.00', '100.00']);
    await waitFor(async () => (await costs(one)) === '80.00' && (await costs(two)) === '90.00');
    expect(await seen(one)).toMatchObject({
      sales: [{ isRunning: true }],
      compareAtPrice: { amount: '100.00' },
    });
    expect(await seen(two)).toMatchObject({ sales: [], compareAtPrice: null });
  });

  it('overlaps no other, and makes room at its end', async () => {
    const id = await plainVariant();
    const sale = (from: number, to: number) => ({
      variantId: id,
      price: euros('60'),
      startsAt: fromNow(from * hour),
      endsAt: fromNow(to * hour),
    });
    const [first, second] = [sale(1, 2), sale(3, 4)];
    await setAll([first, second]);
    const planned = (await seen(id)).sales ?? [];
    expect(planned).toHaveLength(2);
    const refused = await setAll([
      sale(1.5, 3.5),
      { ...sale(2, 3), startsAt: first.endsAt, endsAt: second.startsAt },
    ]);
    expect(refused['results']).toMatchObject([
      { variant: null, errors: [{ saleIds: planned.map((one) => one.id) }] },
      { errors: [] },
    ]);
    expect((await seen(id)).sales).toHaveLength(3);
  });

  it('is ended by staff, who have the former price back, or called off', async () => {
    const id = await plainVariant();
    await setAll([
      { variantId: id, price: euros('70'), endsAt: fromNow(hour) },
      { variantId: id, price: euros('60'), startsAt: fromNow(2 * hour), endsAt: fromNow(3 * hour) },
    ]);
    const [running, waiting] = (await seen(id)).sales ?? [];
    expect(await endSale(running?.id ?? '')).toMatchObject({
      variant: { price: { amount: '100.00' }, sales: [{ id: waiting?.id }] },
    });
    expect(await endSale(waiting?.id ?? '')).toMatchObject({
      variant: { price: { amount: '100.00' }, sales: [] },
    });
    expect(await endSale(running?.id ?? '')).toMatchObject({ saleId: running?.id });
  });

  it('is over when staff set another price', async () => {
    const id = await plainVariant();
    await setAll([{ variantId: id, price: euros('70'), endsAt: fromNow(hour) }]);
    await mutate(products, staff, {
      name: 'variantPriceUpdate',
      input: { variantId: id, price: euros('95') },
      selection: '',
    });
    expect(await seen(id)).toMatchObject({ price: { amount: '95.00' }, compareAtPrice: null, sales: [] });
  });

  it('is told to staff who keep prices and to nobody else', async () => {
    const id = await plainVariant();
    await setAll([{ variantId: id, price: euros('70'), startsAt: fromNow(hour), endsAt: fromNow(2 * hour) }]);
    expect((await seen(id, null)).sales).toBeNull();
    expect((await seen(id, { ...staff, permissions: ['CATALOGUE_MANAGE'] })).sales).toBeNull();
  });
});
