import { waitFor, type TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { variantsOf } from '../../test/variants-of.ts';
import { trimPeriods } from './repository.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 60 });
});
afterAll(() => products[Symbol.asyncDispose]());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const euros = (amount: string) => ({ amount, currencyCode: 'EUR' });

interface Seen {
  readonly price: { readonly amount: string };
  readonly compareAtPrice: { readonly amount: string } | null;
  readonly lowestRecentPrice: { readonly amount: string } | null;
}

let used = 0;
/** A variant that no other test of this file changes, which costs 100 EUR for as long as anybody knows. */
async function plainVariant(): Promise<string> {
  const [variant] = await variantsOf(products, used++);
  const id = variant?.id ?? '';
  await setPrice(id, '100');
  await products.sql.$executeRawUnsafe(
    'DELETE FROM variant_price_history WHERE variant_id = $1 AND ended_at IS NOT NULL',
    id,
  );
  await daysPass(id, 365);
  return id;
}

const setPrice = async (variantId: string, price: string, compareAtPrice: string | null = null) => {
  const result = await mutate(products, staff, {
    name: 'variantPriceUpdate',
    input: {
      variantId,
      price: euros(price),
      compareAtPrice: compareAtPrice === null ? null : euros(compareAtPrice),
    },
    selection: '',
  });
  expect(result['__typename']).toBe('VariantPriceUpdateSuccess');
};

/** Moves all that is known of a variant's prices into the past. */
const daysPass = (variantId: string, days: number) =>
  products.sql.$executeRawUnsafe(
    `UPDATE variant_price_history SET began_at = began_at - $2 * interval '1 day', ended_at = ended_at - $2 * interval '1 day'
     WHERE variant_id = $1`,
    variantId,
    days,
  );

async function lowestOf(id: string): Promise<string | null> {
  const { data } = await products.graphql<{ variant: readonly [Seen] }>(
    null,
    `query ($variants: [_Any!]!) { variant: _entities(representations: $variants) { ... on ProductVariant {
      price(currency: EUR) { amount } lowestRecentPrice(currency: EUR) { amount } } } }`,
    { variants: [{ __typename: 'ProductVariant', id }] },
  );
  return data.variant[0].lowestRecentPrice?.amount ?? null;
}

describe('the lowest price of the 30 days before a reduction', () => {
  it('is what it cost before, and nothing while it is not reduced', async () => {
    const id = await plainVariant();
    expect(await lowestOf(id)).toBeNull();
    await setPrice(id, '80', '120');
    expect(await lowestOf(id)).toBe('100.00');
    await setPrice(id, '100');
    expect(await lowestOf(id)).toBeNull();
  });

  it('counts a price that held for a while within them, and none that ended before', async () => {
    const id = await plainVariant();
    await setPrice(id, '60');
    await daysPass(id, 10);
    await setPrice(id, '110');
    await daysPass(id, 29);
    await setPrice(id, '90', '110');
    expect(await lowestOf(id)).toBe('60.00');
    await setPrice(id, '110');
    await daysPass(id, 2);
    await setPrice(id, '95', '110');
    expect(await lowestOf(id)).toBe('90.00');
  });

  it('counts a price that began before them and ended within them', async () => {
    const id = await plainVariant();
    await setPrice(id, '130');
    await daysPass(id, 29);
    await setPrice(id, '120', '130');
    expect(await lowestOf(id)).toBe('100.00');
  });

  it('stays while the reduction runs, whatever is shown beside it, and is another one with the next reduction', async () => {
    const id = await plainVariant();
    await setPrice(id, '80', '100');
    await daysPass(id, 50);
    await setPrice(id, '80', '99');
    expect(await lowestOf(id)).toBe('100.00');
    await setPrice(id, '70', '100');
    expect(await lowestOf(id)).toBe('80.00');
  });

  it('is what a sample product cost before it was reduced', async () => {
    const rows = await products.sql.$queryRawUnsafe<object[]>(
      `SELECT p.variant_id FROM variant_prices p WHERE compare_at_minor IS NOT NULL AND lowest_recent_minor = compare_at_minor`,
    );
    expect(rows.length).toBeGreaterThan(10);
  });
});

interface Period {
  readonly price: { readonly amount: string };
  readonly beganAt: string;
  readonly endedAt: string | null;
}
const periodsOf = async (id: string, viewer: TestViewer | null) => {
  const { data } = await products.graphql<{
    variants: readonly { readonly priceHistory: readonly Period[] | null }[];
  }>(
    viewer,
    `query ($variants: [_Any!]!) { variants: _entities(representations: $variants) { ... on ProductVariant {
      priceHistory(currency: EUR) { price { amount } compareAtPrice { amount } beganAt endedAt } } } }`,
    { variants: [{ __typename: 'ProductVariant', id }] },
  );
  return data.variants[0]?.priceHistory;
};

describe('the history of prices', () => {
  it('has each price with its time, the present first, one after the other', async () => {
    const id = await plainVariant();
    await setPrice(id, '80', '100');
    await setPrice(id, '80', '100');
    await setPrice(id, '90');
    const periods = (await periodsOf(id, staff)) ?? [];
    expect(periods).toMatchObject([
      { price: { amount: '90.00' }, compareAtPrice: null, endedAt: null },
      { price: { amount: '80.00' }, compareAtPrice: { amount: '100.00' } },
      { price: { amount: '100.00' }, compareAtPrice: null },
    ]);
    expect(periods.slice(1).map(({ endedAt }) => endedAt)).toEqual(
      periods.slice(0, -1).map(({ beganAt }) => beganAt),
    );
  });

  it('is for staff who keep prices', async () => {
    const id = await plainVariant();
    expect(await periodsOf(id, { id: uuidv7(), role: 'CUSTOMER' })).toBeNull();
    expect(await periodsOf(id, { ...staff, permissions: ['CATALOGUE_MANAGE'] })).toBeNull();
  });

  it('ends with a price that is taken away, and begins anew with the next', async () => {
    const id = await plainVariant();
    await products.sql.$executeRawUnsafe(
      `DELETE FROM variant_prices WHERE variant_id = $1 AND currency = 'EUR'`,
      id,
    );
    expect((await periodsOf(id, staff))?.every(({ endedAt }) => endedAt !== null)).toBe(true);
    await setPrice(id, '40');
    expect(await periodsOf(id, staff)).toMatchObject([{ endedAt: null }, { price: { amount: '100.00' } }]);
  });

  it('is the same for many variants in one statement', async () => {
    const variants = (await variantsOf(products, 3)).concat(await variantsOf(products, 4));
    products.statements.reset();
    await products.graphql(
      staff,
      `query ($variants: [_Any!]!) { _entities(representations: $variants) { ... on ProductVariant {
        priceHistory(currency: EUR) { endedAt } } } }`,
      { variants: variants.map(({ id }) => ({ __typename: 'ProductVariant', id })) },
    );
    const read = products.statements.statements().filter((sql) => sql.includes('variant_price_history'));
    expect(read).toHaveLength(1);
  });

  it('forgets what ended long ago, and never the present price', async () => {
    const id = await plainVariant();
    await setPrice(id, '50');
    await daysPass(id, 200);
    await setPrice(id, '60');
    const aMonthAgo = new Date(Date.now() - 31 * 86_400_000);
    await waitFor(async () => (await trimPeriods(products.database.statements, aMonthAgo, 500)) === 0);
    expect(await periodsOf(id, staff)).toMatchObject([
      { price: { amount: '60.00' }, endedAt: null },
      { price: { amount: '50.00' } },
    ]);
  });
});
