import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleShop, one } from '../../test/bundle-shop.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { variantsOf } from '../../test/variants-of.ts';
import { stockWithin } from '../stock/repository/stock-within.ts';
import { commitReservations } from '../stock/use-cases/commit-reservations.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 30 });
});
afterAll(() => products[Symbol.asyncDispose]());

const shop = bundleShop(() => products);
const { update, adjust, show, partWith, blankOf, bundleOf, availableOf, reserve, release, faults } = shop;

it('of a bundle as many can be bought as its parts are enough for, and its parts are told of in their order', async () => {
  const [mug, pot] = [await partWith(1, 5), await partWith(2, 3)];
  const set = await blankOf(3);
  expect(await update(set, [one(pot), one(mug, 2)])).toEqual({
    __typename: 'BundlePartsUpdateSuccess',
    variant: {
      quantityAvailable: 2,
      bundleParts: [
        { quantity: 1, variant: { id: pot } },
        { quantity: 2, variant: { id: mug } },
      ],
    },
  });
  await adjust(mug, -4);
  expect(await availableOf(set)).toEqual([0]);
  await adjust(mug, 9);
  expect(await availableOf(set)).toEqual([3]);
  expect(await faults()).toEqual([]);
});

it('an order of a bundle holds, sells and gives back its parts, and tells of the bundle', async () => {
  const [mug, pot] = [await partWith(4, 4), await partWith(5, 2)];
  const set = await bundleOf(6, one(mug, 2), one(pot));
  const { orderId, stockChanges } = await reserve(one(set, 2));
  expect(stockChanges).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ variantId: mug, available: 0 }),
      expect.objectContaining({ variantId: pot, available: 0 }),
      expect.objectContaining({ variantId: set, available: 0 }),
    ]),
  );
  await products.database.transaction((tx) => commitReservations(stockWithin(tx), [orderId]));
  expect(await availableOf(mug, pot, set)).toEqual([0, 0, 0]);
  expect(await release(orderId)).toContainEqual(expect.objectContaining({ variantId: set, available: 2 }));
  expect(await availableOf(mug, pot, set)).toEqual([4, 2, 2]);
  expect(await faults()).toEqual([]);
});

it('takes all parts or none, and names the bundle that is short', async () => {
  const [mug, pot] = [await partWith(7, 10), await partWith(8, 1)];
  const set = await bundleOf(9, one(mug), one(pot));
  const { outcome } = await reserve(one(set, 2));
  expect(outcome).toMatchObject({
    kind: 'refused',
    shortages: [{ variantId: set, requested: 2, available: 1 }],
  });
  expect(await availableOf(mug, pot)).toEqual([10, 1]);
});

it('a part and its bundle in one order add up', async () => {
  const mug = await partWith(10, 3);
  const set = await bundleOf(11, one(mug, 2));
  expect((await reserve(one(mug, 2), one(set))).outcome).toMatchObject({
    kind: 'refused',
    shortages: [{ variantId: set, requested: 1, available: 0 }],
  });
  expect((await reserve(one(mug), one(set))).outcome).toMatchObject({ kind: 'reserved' });
  expect(await availableOf(mug, set)).toEqual([0, 0]);
});

it('sells no piece twice when 50 buy bundles and parts at once, whichever share parts', async () => {
  const [mug, pot, jug] = [await partWith(12, 20), await partWith(13, 12), await partWith(14, 9)];
  const [tea, all] = [
    await bundleOf(15, one(mug, 2), one(pot)),
    await bundleOf(16, one(jug), one(pot), one(mug)),
  ];
  const wanted = fc.sample(
    fc.uniqueArray(
      fc.record({
        variantId: fc.constantFrom(mug, pot, jug, tea, all),
        quantity: fc.integer({ min: 1, max: 2 }),
      }),
      { selector: ({ variantId }) => variantId, minLength: 1, maxLength: 3 },
    ),
    { numRuns: 50, seed: 83 },
  );
  const done = await Promise.all(wanted.map((lines) => reserve(...lines)));
  const reserved = done.filter(({ outcome }) => outcome?.kind === 'reserved');
  expect(reserved.length).toBeGreaterThan(0);
  expect(reserved.length).toBeLessThan(50);
  expect(Math.min(...(await availableOf(mug, pot, jug, tea, all)))).toBe(0);
  expect(await faults()).toEqual([]);
  await Promise.all(reserved.map(({ orderId }) => release(orderId)));
  expect(await availableOf(mug, pot, jug, tea, all)).toEqual([20, 12, 9, 10, 9]);
  expect(await faults()).toEqual([]);
}, 60_000);

it('its stock is changed with that of its parts alone, also where pieces are kept back', async () => {
  const mug = await partWith(17, 4);
  const set = await bundleOf(18, one(mug));
  expect(await adjust(set, 1)).toMatchObject({ __typename: 'BundleStockError', variantId: set });
  const policy = (variantId: string) =>
    shop.send('variantStockPolicyUpdate', { variantId, version: 1, safetyStock: 3 });
  expect(await policy(set)).toMatchObject({ __typename: 'BundleStockError' });
  expect(await policy(mug)).toMatchObject({ __typename: 'VariantStockPolicyUpdateSuccess' });
  expect(await availableOf(set)).toEqual([1]);
});

it('is a variant as any other once it has no parts, and can be bought once pieces come in', async () => {
  const mug = await partWith(19, 4);
  const set = await bundleOf(20, one(mug));
  await reserve(one(set));
  expect(await update(set, [])).toMatchObject({ variant: { quantityAvailable: 0, bundleParts: [] } });
  expect(await availableOf(mug, set)).toEqual([3, 0]);
  await adjust(set, 2);
  expect(await availableOf(mug, set)).toEqual([3, 2]);
  expect(await update(set, [one(mug)])).toMatchObject({ __typename: 'VariantStockedError' });
  expect(await faults()).toEqual([]);
});

it('refuses parts that cannot be parts, and says which', async () => {
  const mug = await partWith(21, 4);
  const set = await bundleOf(22, one(mug));
  const other = await blankOf(23);
  const pathsOf = async (...parts: readonly object[]) =>
    ((await update(other, parts))['fields'] as { path: string[] }[]).map(({ path }) => path.join('.'));
  expect(await pathsOf(one(mug), one(set))).toEqual(['parts.1.variantId']);
  expect(await pathsOf(one(uuidv7()))).toEqual(['parts.0.variantId']);
  expect(await pathsOf(one(other))).toEqual(['parts.0.variantId']);
  expect(await pathsOf(one(mug), one(mug))).toEqual(['parts.1.variantId']);
  expect(await pathsOf(one(mug, 0))).toEqual(['parts.0.quantity']);
  expect(await update(mug, [one(other)])).toMatchObject({ __typename: 'VariantStockedError' });
  expect(await update(other, [one(mug)], { version: 99 })).toMatchObject({
    __typename: 'ProductChangedError',
  });
});

it('shows a bundle once shoppers see its parts', async () => {
  const mug = await partWith(24, 4);
  const set = await bundleOf(25, one(mug));
  await show(set, 'DRAFT');
  await show(mug, 'ARCHIVED');
  expect(await show(set, 'PUBLISHED')).toMatchObject({
    __typename: 'BundlePartsHiddenError',
    variantIds: [mug],
  });
  await show(mug, 'PUBLISHED');
  expect(await show(set, 'PUBLISHED')).toMatchObject({ __typename: 'ProductStatusUpdateSuccess' });
});

it('keeps a part for as long as bundles have it', async () => {
  const of = (product: number) => variantsOf(products, product);
  const some = await Promise.all([26, 27, 28, 29, 30].map(of));
  const [part] = some.find((variants) => variants.length > 1) ?? [];
  const [other] = some.find((variants) => variants.every(({ id }) => id !== part?.id)) ?? [];
  const mug = part?.id ?? '';
  const set = await blankOf(some.findIndex((variants) => variants.some(({ id }) => id === other?.id)) + 26);
  expect(await update(set, [one(mug)])).toMatchObject({ __typename: 'BundlePartsUpdateSuccess' });
  const remove = async () => {
    const { id: productId, version } = await shop.productOf(mug);
    const input = { productId, version, variantIds: [mug] };
    return shop.send('productVariantsDelete', input, '... on VariantsBundledError { variantIds }');
  };
  expect(await remove()).toMatchObject({ __typename: 'VariantsBundledError', variantIds: [mug] });
  await update(set, []);
  expect(await remove()).toMatchObject({ __typename: 'ProductVariantsDeleteSuccess' });
});
