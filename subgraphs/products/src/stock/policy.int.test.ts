import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { variantsOf } from '../../test/variants-of.ts';
import { stockWithin } from './repository/stock-within.ts';
import { releaseReservations } from './use-cases/release-reservations.ts';
import { reserveStock } from './use-cases/reserve-stock.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 30 });
});
afterAll(() => products[Symbol.asyncDispose]());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const expiresAt = new Date(Date.now() + 600_000).toISOString();
const march = '2027-03-01T00:00:00.000Z';

const policyOf = '... on VariantStockPolicyUpdateSuccess { stock { version quantityAvailable onHand } }';
const update = (variantId: string, input: object, viewer: TestViewer | null = staff) =>
  mutate(products, viewer, {
    name: 'variantStockPolicyUpdate',
    input: { variantId, version: 1, ...input },
    selection: `${policyOf} ... on VariantStockPolicyChangedError { version }
      ... on VariantNotFoundError { variantId } ... on InvalidInputError { fields { path } }`,
  });
const adjust = (variantId: string, delta: number) =>
  mutate(products, staff, {
    name: 'variantStockAdjust',
    input: { idempotencyKey: uuidv7(), variantId, delta },
    selection: '... on InsufficientStockError { quantityAvailable }',
  });

async function reserve(variantId: string, quantity: number) {
  const orderId = uuidv7();
  const request = { orderId, expiresAt, lines: [{ variantId, quantity }] };
  const { outcomes, stockChanges } = await products.database.transaction((tx) =>
    reserveStock(stockWithin(tx), [request]),
  );
  return { orderId, outcome: outcomes[0], stockChanges };
}

interface Seen {
  readonly availableForSale: boolean;
  readonly availability: {
    readonly status: string;
    readonly quantityAvailable: number;
    readonly expectedAt: string;
  };
}

async function seen(variantId: string): Promise<Seen | undefined> {
  const { data, errors } = await products.graphql<{ _entities: readonly Seen[] }>(
    null,
    `query ($variants: [_Any!]!) { _entities(representations: $variants) { ... on ProductVariant {
      availableForSale availability { status quantityAvailable expectedAt } } } }`,
    { variants: [{ __typename: 'ProductVariant', id: variantId }] },
  );
  expect(errors).toBeUndefined();
  return data._entities[0];
}

const staffSees = async <Data>(query: string, variables: object = {}) => {
  const { data, errors } = await products.graphql<Data>(staff, query, variables);
  expect(errors).toBeUndefined();
  return data;
};

/** A variant with so many pieces that no other test touches. */
async function variantWith(product: number, pieces: number): Promise<string> {
  const [variant] = await variantsOf(products, product);
  const { id, available } = variant ?? { id: '', available: 0 };
  if (available !== pieces) await adjust(id, pieces - available);
  return id;
}

/** Whatever is not as it has to be, of all variants. */
const faults = () =>
  products.sql.$queryRawUnsafe<unknown[]>(
    `SELECT 'movements' AS what, variant_id::text AS id FROM stock WHERE available <> (
       SELECT coalesce(sum(m.available), 0) FROM stock_movements AS m WHERE m.variant_id = stock.variant_id)
     UNION ALL SELECT 'low', variant_id::text FROM stock LEFT JOIN low_stock USING (variant_id)
       WHERE (since IS NULL) = (available + safety_stock - backorder_limit <= low_stock_at)
     UNION ALL SELECT 'count', p.id::text FROM products AS p WHERE available_variants <> (
       SELECT count(*) FROM stock AS s JOIN product_variants AS v ON v.id = s.variant_id
       WHERE v.product_id = p.id AND s.available > 0)
     UNION ALL SELECT 'offer', o.variant_id::text FROM variant_offers AS o JOIN stock AS s USING (variant_id)
       WHERE o.available <> (s.available > 0)`,
  );

describe('safety stock', () => {
  it('is kept back from shoppers and orders', async () => {
    const variantId = await variantWith(1, 10);
    expect(await update(variantId, { safetyStock: 8 })).toMatchObject({
      stock: { version: 2, quantityAvailable: 2, onHand: 10 },
    });
    expect(await seen(variantId)).toMatchObject({
      availability: { status: 'LOW_STOCK', quantityAvailable: 2, expectedAt: null },
    });
    expect((await reserve(variantId, 3)).outcome).toMatchObject({ shortages: [{ available: 2 }] });
    expect((await reserve(variantId, 2)).outcome).toMatchObject({ kind: 'reserved' });
    expect(await faults()).toEqual([]);
  });

  it('may be more than there is: none can be bought until enough has come in', async () => {
    const variantId = await variantWith(2, 3);
    await update(variantId, { safetyStock: 5 });
    expect(await seen(variantId)).toMatchObject({
      availableForSale: false,
      availability: { status: 'OUT_OF_STOCK', quantityAvailable: 0 },
    });
    const { outcome, stockChanges } = await reserve(variantId, 1);
    expect(outcome).toMatchObject({ kind: 'refused', shortages: [{ requested: 1, available: 0 }] });
    expect(stockChanges).toEqual([]);
    expect(await adjust(variantId, 1)).toMatchObject({ __typename: 'VariantStockAdjustSuccess' });
    expect(await seen(variantId)).toMatchObject({ availableForSale: false });
    await adjust(variantId, 2);
    expect(await seen(variantId)).toMatchObject({ availableForSale: true });
    expect(await adjust(variantId, -7)).toMatchObject({ quantityAvailable: 6 });
    expect(await adjust(variantId, -6)).toMatchObject({ __typename: 'VariantStockAdjustSuccess' });
    expect(await faults()).toEqual([]);
  });
});

describe('what is sold beforehand', () => {
  it('is sold up to its limit exactly, to many who buy at once', async () => {
    const variantId = await variantWith(3, 4);
    await update(variantId, { whenSoldOut: 'BACKORDER', backorderLimit: 10, expectedAt: march });
    const all = await Promise.all(Array.from({ length: 24 }, () => reserve(variantId, 1)));
    expect(all.filter(({ outcome }) => outcome?.kind === 'reserved')).toHaveLength(14);
    expect(await seen(variantId)).toMatchObject({ availability: { status: 'OUT_OF_STOCK' } });
    const { variantStock } = await staffSees<{ variantStock: object }>(
      `query ($id: ID!) { variantStock(variantId: $id) {
        onHand reserved sold quantityAvailable backorderLimit whenSoldOut expectedAt variant { id } } }`,
      { id: variantId },
    );
    expect(variantStock).toEqual({
      ...{ onHand: 4, reserved: 14, sold: 0, quantityAvailable: 0, backorderLimit: 10 },
      ...{ whenSoldOut: 'BACKORDER', expectedAt: march, variant: { id: variantId } },
    });
    expect(await faults()).toEqual([]);
  });

  it('says when it is expected as soon as nothing is there', async () => {
    const variantId = await variantWith(4, 2);
    await update(variantId, { whenSoldOut: 'BACKORDER', backorderLimit: 3, expectedAt: march });
    expect(await seen(variantId)).toMatchObject({
      availability: { status: 'LOW_STOCK', quantityAvailable: 5, expectedAt: null },
    });
    const { orderId } = await reserve(variantId, 2);
    expect(await seen(variantId)).toMatchObject({
      availableForSale: true,
      availability: { status: 'BACKORDER', quantityAvailable: 3, expectedAt: march },
    });
    await products.database.transaction((tx) => releaseReservations(stockWithin(tx), [orderId]));
    expect(await seen(variantId)).toMatchObject({ availability: { status: 'LOW_STOCK' } });
  });

  it('is ordered before it is out, whether it is there or not', async () => {
    const variantId = await variantWith(5, 20);
    await update(variantId, { whenSoldOut: 'PREORDER', expectedAt: march });
    expect(await seen(variantId)).toMatchObject({
      availability: { status: 'PREORDER', quantityAvailable: 20, expectedAt: march },
    });
    await update(variantId, { version: 2, whenSoldOut: 'DENY' });
    expect(await seen(variantId)).toMatchObject({ availability: { status: 'IN_STOCK', expectedAt: null } });
  });

  it('can be stopped while others wait for it, and what comes in is for them first', async () => {
    const variantId = await variantWith(6, 1);
    await update(variantId, { whenSoldOut: 'BACKORDER', backorderLimit: 5 });
    await reserve(variantId, 4);
    await update(variantId, { version: 2, whenSoldOut: 'DENY' });
    expect(await seen(variantId)).toMatchObject({ availability: { quantityAvailable: 0 } });
    expect((await reserve(variantId, 1)).outcome).toMatchObject({ kind: 'refused' });
    expect(await adjust(variantId, -1)).toMatchObject({ quantityAvailable: 0 });
    await adjust(variantId, 3);
    expect(await seen(variantId)).toMatchObject({ availability: { quantityAvailable: 0 } });
    await adjust(variantId, 1);
    expect(await seen(variantId)).toMatchObject({ availability: { quantityAvailable: 1 } });
    expect(await faults()).toEqual([]);
  });

  it.each([
    ['sold', 'available = -1, reserved = reserved + available + 1'],
    ['lost', 'available = available - 1'],
    ['taken away, though it is not there', 'available = -1, received = received - available - 1'],
  ])('is in no way more than may be: nothing beyond it is %s', async (_how, change) => {
    const variantId = await variantWith(7, 2);
    const sql = `UPDATE stock SET ${change} WHERE variant_id = $1::uuid`;
    await expect(products.sql.$executeRawUnsafe(sql, variantId)).rejects.toMatchObject({ code: '23514' });
  });
});

describe('variantStockPolicyUpdate', () => {
  it('tells others, keeps a movement, and leaves what is so already', async () => {
    const variantId = await variantWith(8, 10);
    const told = async () => {
      const sql = `SELECT FROM messaging.outbox WHERE type = 'catalog.stock-changed.v1' AND key = $1`;
      return (await products.sql.$queryRawUnsafe<unknown[]>(sql, variantId)).length;
    };
    const before = await told();
    const policy = { safetyStock: 2, whenSoldOut: 'BACKORDER', backorderLimit: 2, reason: 'A fair is near.' };
    await update(variantId, policy);
    expect(await told()).toBe(before + 1); // as many can be bought as before, and not in the same way
    expect(await update(variantId, { version: 2, ...policy })).toMatchObject({ stock: { version: 2 } });
    expect(await update(variantId, { version: 2, backorderLimit: 7 })).toMatchObject({
      stock: { version: 3 },
    });
    const { stockMovements } = await staffSees<{ stockMovements: { nodes: readonly object[] } }>(
      `query ($id: ID!) { stockMovements(variantId: $id, first: 1) { nodes {
        kind quantity availableChange availableAfter staffId } } }`,
      { id: variantId },
    );
    expect(stockMovements.nodes).toEqual([
      { kind: 'POLICY', quantity: 5, availableChange: 5, availableAfter: 15, staffId: staff.id },
    ]);
    expect(await told()).toBe(before + 2);
  });

  it('shows the variant as it is now, each time in an operation', async () => {
    const variantId = await variantWith(13, 10);
    const keep = (version: number, safetyStock: number) => `variantStockPolicyUpdate(input: {
      variantId: "${variantId}", version: ${version}, safetyStock: ${safetyStock} }) {
      ... on VariantStockPolicyUpdateSuccess { stock { variant { availability { quantityAvailable } } } } }`;
    const shown = (quantityAvailable: number) => ({
      stock: { variant: { availability: { quantityAvailable } } },
    });
    expect(await staffSees(`mutation { one: ${keep(1, 7)} two: ${keep(2, 9)} }`)).toEqual({
      one: shown(3),
      two: shown(1),
    });
  });

  it('tells whoever was slower of the other change', async () => {
    const variantId = await variantWith(9, 10);
    const both = await Promise.all([
      update(variantId, { safetyStock: 1 }),
      update(variantId, { safetyStock: 2 }),
    ]);
    expect(both.map((result) => result['__typename']).toSorted()).toEqual([
      'VariantStockPolicyChangedError',
      'VariantStockPolicyUpdateSuccess',
    ]);
  });

  it('refuses what means nothing, and whoever may not', async () => {
    const variantId = await variantWith(10, 1);
    expect(await update(variantId, { safetyStock: -1 })).toMatchObject({
      fields: [{ path: ['safetyStock'] }],
    });
    expect(await update(uuidv7(), {})).toMatchObject({ __typename: 'VariantNotFoundError' });
    expect(await update('no id', {})).toMatchObject({ __typename: 'VariantNotFoundError' });
    expect(await update(variantId, {}, null)).toEqual({ code: 'UNAUTHENTICATED' });
    expect(await update(variantId, {}, { id: uuidv7(), role: 'CUSTOMER' })).toEqual({ code: 'FORBIDDEN' });
  });
});

it('lists what is low, what became so last first', async () => {
  const low = async () => {
    const { variantsLowOnStock } = await staffSees<{
      variantsLowOnStock: { nodes: readonly { variant: { id: string } }[]; totalCount: number };
    }>('{ variantsLowOnStock(first: 100) { nodes { variant { id } } totalCount } }');
    return variantsLowOnStock;
  };
  const [one, other] = [await variantWith(11, 50), await variantWith(12, 50)];
  const { totalCount } = await low();
  await update(one, { lowStockAt: 49 });
  await reserve(one, 1);
  await update(other, { lowStockAt: 60 });
  const { nodes, totalCount: more } = await low();
  expect(nodes.slice(0, 2).map(({ variant }) => variant.id)).toEqual([other, one]);
  expect(more).toBe(totalCount + 2);
  await adjust(other, 11);
  expect((await low()).nodes[0]?.variant.id).toBe(one);
  expect(await faults()).toEqual([]);
});
