import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleShop, one } from '../../test/bundle-shop.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { variantsOf } from '../../test/variants-of.ts';
import { bundlesRestated } from './restate-bundles.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 40 });
});
afterAll(() => products[Symbol.asyncDispose]());

const shop = bundleShop(() => products);
const { update, adjust, show, partWith, bundleOf, availableOf, reserve, release, faults, send } = shop;

it('holds what the bundle was ordered with, whatever it consists of by now, and gives that back', async () => {
  const [mug, pot] = [await partWith(1, 6), await partWith(2, 6)];
  const set = await bundleOf(3, one(mug, 2));
  const ordered = { ...one(set, 2), parts: [one(mug, 2)] };
  expect(await update(set, [one(pot)])).toMatchObject({ __typename: 'BundlePartsUpdateSuccess' });
  const first = await reserve(ordered);
  expect(first.outcome).toMatchObject({ kind: 'reserved' });
  expect(await availableOf(mug, pot, set)).toEqual([2, 6, 6]);
  expect((await reserve(ordered)).outcome).toMatchObject({
    kind: 'refused',
    shortages: [{ variantId: set, requested: 2, available: 1 }],
  });
  expect(await update(set, [])).toMatchObject({ __typename: 'BundlePartsUpdateSuccess' });
  await release(first.orderId);
  expect(await availableOf(mug, pot, set)).toEqual([6, 6, 0]);
  expect(await faults()).toEqual([]);
});

it('sells orders with old and with new parts at once, none of them twice', async () => {
  const [mug, pot] = [await partWith(4, 10), await partWith(5, 10)];
  const set = await bundleOf(6, one(mug));
  const [old, young] = [
    { ...one(set), parts: [one(mug, 2)] },
    { ...one(set), parts: [one(pot, 2), one(mug)] },
  ];
  const changing = update(set, [one(pot, 2), one(mug)]);
  const lines = Array.from({ length: 20 }, (_, index) => [old, young, one(set)][index % 3] ?? old);
  const done = await Promise.all(lines.map((line) => reserve(line)));
  await changing;
  expect(done.filter(({ outcome }) => outcome?.kind === 'reserved').length).toBeGreaterThan(4);
  expect(Math.min(...(await availableOf(mug, pot)))).toBeGreaterThanOrEqual(0);
  expect(await faults()).toEqual([]);
  await Promise.all(done.map(({ orderId }) => release(orderId)));
  expect(await availableOf(mug, pot, set)).toEqual([10, 10, 5]);
}, 60_000);

it('stays for its orders, as all variants do that were ordered, also once it has no parts', async () => {
  const of = await Promise.all([7, 8, 9, 10, 11, 12].map((product) => variantsOf(products, product)));
  const found = of.findIndex((variants) => variants.length > 1);
  const mug = await partWith(13, 3);
  const set = await bundleOf(found + 7, one(mug));
  const remove = async () => {
    const { id: productId, version } = await shop.productOf(set);
    const input = { productId, version, variantIds: [set] };
    return send('productVariantsDelete', input, '... on VariantsOrderedError { variantIds }');
  };
  expect((await reserve(one(set, 9))).outcome).toMatchObject({ kind: 'refused' });
  const { orderId } = await reserve({ ...one(set), parts: [one(mug)] });
  await release(orderId);
  expect(await remove()).toMatchObject({ __typename: 'VariantsOrderedError', variantIds: [set] });
  await update(set, []);
  expect(await remove()).toMatchObject({ __typename: 'VariantsOrderedError', variantIds: [set] });
});

it('can be deleted while nobody has ordered it', async () => {
  const of = await Promise.all([14, 15, 16, 17, 18].map((product) => variantsOf(products, product)));
  const found = of.findIndex((variants) => variants.length > 1);
  const mug = await partWith(19, 1);
  const set = await bundleOf(found + 14, one(mug));
  expect((await reserve(one(set, 2))).outcome).toMatchObject({ kind: 'refused' });
  const { id: productId, version } = await shop.productOf(set);
  expect(await send('productVariantsDelete', { productId, version, variantIds: [set] })).toMatchObject({
    __typename: 'ProductVariantsDeleteSuccess',
  });
});

it.each(['ARCHIVED', 'DRAFT'] as const)(
  'is not sold while a part is %s, and all are told so',
  async (status) => {
    const base = status === 'DRAFT' ? 20 : 23;
    const [mug, pot] = [await partWith(base, 4), await partWith(base + 1, 9)];
    const set = await bundleOf(base + 2, one(mug, 2), one(pot));
    const { orderId } = await reserve({ ...one(set), parts: [one(mug, 2), one(pot)] });
    const told = async () => {
      const [row] = await products.sql.$queryRawUnsafe<{ available: number }[]>(
        `SELECT (envelope -> 'data' ->> 'available')::int AS available FROM messaging.outbox
       WHERE type = 'catalog.stock-changed.v1' AND key = $1 ORDER BY (envelope -> 'data' ->> 'version')::int DESC LIMIT 1`,
        set,
      );
      return row?.available;
    };
    expect(await show(pot, status)).toMatchObject({ __typename: 'ProductStatusUpdateSuccess' });
    expect([await availableOf(set), await told()]).toEqual([[0], 0]);
    expect((await reserve(one(set))).outcome).toMatchObject({ kind: 'reserved' });
    await adjust(mug, 6);
    await release(orderId);
    expect(await availableOf(set)).toEqual([0]);
    await show(pot, 'PUBLISHED');
    expect([await availableOf(set), await told()]).toEqual([[4], 4]);
    expect(await faults()).toEqual([]);
  },
);

it('is what its parts are enough for when they go out of the shop and come back while they are bought', async () => {
  const [mug, pot] = [await partWith(26, 60), await partWith(27, 60)];
  const set = await bundleOf(28, one(mug), one(pot));
  const toggled = async (variantId: string) => {
    for (const status of ['ARCHIVED', 'PUBLISHED', 'DRAFT', 'PUBLISHED', 'ARCHIVED'] as const)
      expect(await show(variantId, status)).toMatchObject({ __typename: 'ProductStatusUpdateSuccess' });
  };
  const buying = Array.from({ length: 24 }, (_, index) => reserve(one([set, mug, pot][index % 3] ?? set)));
  await Promise.all([toggled(mug), toggled(pot), ...buying]);
  expect(await faults()).toEqual([]);
  await Promise.all([show(mug, 'PUBLISHED'), show(pot, 'PUBLISHED')]);
  expect(await availableOf(set)).toEqual([44]);
}, 60_000);

it('of before a part had to be shown is worked out anew, and told of', async () => {
  const mug = await partWith(9, 4);
  const set = await bundleOf(10, one(mug, 2));
  await show(mug, 'DRAFT');
  await products.sql.$executeRawUnsafe('UPDATE stock SET available = 2 WHERE variant_id = $1::uuid', set);
  await products.sql.$executeRawUnsafe(
    'UPDATE products SET available_variants = available_variants + 1 WHERE id = $1::uuid',
    (await shop.productOf(set)).id,
  );
  const sent: object[] = [];
  await products.database.transaction((tx) =>
    bundlesRestated.announce(tx, (one) => sent.push(one), { after: undefined, limit: 200 }),
  );
  expect(await availableOf(set)).toEqual([0]);
  expect(sent).toEqual([
    expect.objectContaining({ data: expect.objectContaining({ variantId: set, available: 0 }) as object }),
  ]);
  expect(await faults()).toEqual([]);
});

it('tells other domains what it consists of', async () => {
  const [mug, pot] = [await partWith(29, 4), await partWith(30, 9)];
  const set = await bundleOf(31, one(pot), one(mug, 2));
  const told = () =>
    products.sql.$queryRawUnsafe<object[]>(
      `SELECT envelope -> 'data' -> 'bundleParts' AS parts FROM messaging.outbox
       WHERE type = 'catalog.variant-changed.v1' AND key = $1 ORDER BY (envelope -> 'data' ->> 'version')::int DESC LIMIT 1`,
      set,
    );
  expect(await told()).toEqual([{ parts: [one(pot), one(mug, 2)] }]);
  await update(set, []);
  expect(await told()).toEqual([{ parts: null }]);
});

it('saves what its parts cost more, by the prices of the moment, lists and sales included', async () => {
  const [mug, pot] = [await partWith(32, 4), await partWith(33, 9)];
  const set = await bundleOf(34, one(mug, 3), one(pot));
  const price = (variantId: string, amount: string) =>
    send('variantPriceUpdate', { variantId, price: { amount, currencyCode: 'EUR' } });
  const saving = async (variantId = set, currency = 'EUR') => {
    const { data } = await products.graphql<{ _entities: { bundleSaving: unknown }[] }>(
      null,
      `query ($id: ID!, $currency: CurrencyCode!) {
        _entities(representations: [{ __typename: "ProductVariant", id: $id }]) { ... on ProductVariant {
          bundleSaving(currency: $currency) { amount { amount currencyCode } partsTotal { amount } } } } }`,
      { id: variantId, currency },
    );
    return data._entities[0]?.bundleSaving ?? null;
  };
  const of = (amount: string, partsTotal: string) => ({
    amount: { amount, currencyCode: 'EUR' },
    partsTotal: { amount: partsTotal },
  });
  await Promise.all([price(mug, '10.00'), price(pot, '30.00'), price(set, '49.50')]);
  expect(await saving()).toEqual(of('10.50', '60.00'));
  expect(await saving(mug)).toBeNull();
  await price(mug, '5.00');
  expect(await saving()).toEqual(of('0.00', '45.00'));
  const input = { name: 'Three for less', currency: 'EUR', adjustments: [] };
  const list = await send('priceListCreate', input, '... on PriceListCreateSuccess { priceList { id } }');
  const { id: priceListId } = list['priceList'] as { id: string };
  const ofThree = { minimumQuantity: 3, price: { amount: '4.00', currencyCode: 'EUR' } };
  const prices = [{ variantId: mug, prices: [ofThree] }];
  await send('priceListPricesUpdate', { priceListId, prices });
  await expect.poll(() => saving(), { timeout: 20_000 }).toEqual(of('0.00', '42.00'));
  await products.sql.$executeRawUnsafe('DELETE FROM price_lists WHERE id = $1::uuid', priceListId);
  await products.sql.$executeRawUnsafe(
    `DELETE FROM variant_prices WHERE variant_id = $1::uuid AND currency = 'USD'`,
    pot,
  );
  await price(pot, '30.10');
  expect(await saving(set, 'USD')).toBeNull();
  await show(pot, 'ARCHIVED');
  expect(await saving()).toBeNull();
}, 60_000);
