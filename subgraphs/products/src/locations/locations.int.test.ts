import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { sumUpLedgers } from '../stock/use-cases/sum-up-ledgers.ts';
import { stockAtLocations, wrongLevels } from '../../test/stock-locations.ts';

let products: TestProducts;
let shop: ReturnType<typeof stockAtLocations>;
beforeAll(async () => {
  products = await startTestProducts({ products: 30 });
  shop = stockAtLocations(products);
});
afterAll(() => products[Symbol.asyncDispose]());

const fields = 'id name address priority active allowsPickup isDefault version archivedAt';
const errors = `... on StockLocationInUseError { onHand reserved transfersInTransit }
  ... on StockLocationChangedError { location { version } } ... on InvalidInputError { fields { path code } }`;
const update = (input: object) =>
  shop.act(
    'stockLocationUpdate',
    input,
    `... on StockLocationUpdateSuccess { location { ${fields} } } ${errors}`,
  );
const archive = (input: object) =>
  shop.act(
    'stockLocationArchive',
    input,
    `... on StockLocationArchiveSuccess { location { ${fields} } } ${errors}`,
  );
const list = async () => {
  const { data } = await products.graphql<{
    stockLocations: readonly { readonly id: string; readonly isDefault: boolean }[];
  }>(shop.staff, `{ stockLocations { ${fields} } }`);
  return data.stockLocations;
};

describe('a location', () => {
  it('is one that holds all stock, in a shop that has made none', async () => {
    const home = (await list()).find(({ isDefault }) => isDefault);
    expect(home).toMatchObject({ active: true, version: 1 });
    const variantId = await shop.variantWith(1, 7);
    expect(await shop.levels(variantId)).toEqual({ default: [7, 0] });
  });

  it('is made, changed and archived, each with its entry in the audit trail', async () => {
    const id = await shop.create({ name: 'Lisbon', address: 'Rua Augusta 1\nLisboa', priority: 5 });
    expect(await shop.act('stockLocationCreate', { name: 'lisbon' })).toMatchObject({
      __typename: 'StockLocationNameTakenError',
    });
    const changed = await update({ id, version: 1, priority: 7, address: '' });
    expect(changed).toMatchObject({ location: { priority: 7, address: '', name: 'Lisbon', version: 2 } });
    expect(await update({ id, version: 1, name: 'Porto' })).toMatchObject({ location: { version: 2 } });
    expect(await update({ id, version: 2, priority: 1_001 })).toMatchObject({
      fields: [{ path: ['priority'], code: 'OUT_OF_RANGE' }],
    });
    expect(await archive({ id, version: 2 })).toMatchObject({ location: { active: false, version: 3 } });
    expect((await list()).map((one) => one.id)).not.toContain(id);
    expect(await archive({ id, version: 3 })).toMatchObject({ __typename: 'StockLocationNotFoundError' });
    const trail = await products.sql.$queryRawUnsafe<{ readonly operation: string }[]>(
      'SELECT operation FROM audit.entries WHERE target = $1 ORDER BY position',
      id,
    );
    expect(trail.map(({ operation }) => operation)).toEqual([
      'stockLocationCreate',
      'stockLocationUpdate',
      'stockLocationArchive',
    ]);
  });

  it('stays in use while something is there, and the default one always', async () => {
    const id = await shop.create();
    const variantId = await shop.variantWith(2, 0);
    await shop.adjust(variantId, 3, id);
    const orderId = await shop.reserve([variantId, 2]);
    for (const outcome of [
      await archive({ id, version: 1 }),
      await update({ id, version: 1, active: false }),
    ])
      expect(outcome).toMatchObject({ __typename: 'StockLocationInUseError', onHand: 3, reserved: 2 });
    await shop.settle('commit', orderId);
    await shop.adjust(variantId, -1, id);
    expect(await update({ id, version: 1, active: false })).toMatchObject({ location: { active: false } });
    expect(await shop.adjust(variantId, 1, id)).toMatchObject({ __typename: 'StockLocationInactiveError' });
    await shop.settle('release', orderId); // comes back to where it cannot
    expect(await shop.levels(variantId)).toEqual({ default: [2, 0] });
    const home = (await list()).find(({ isDefault }) => isDefault);
    expect(await archive({ id: home?.id, version: 1 })).toMatchObject({
      __typename: 'StockLocationInUseError',
    });
    expect(await wrongLevels(products)).toEqual([]);
  });

  it.each([
    [null, 'UNAUTHENTICATED'],
    [{ id: uuidv7(), role: 'CUSTOMER' } as const, 'FORBIDDEN'],
  ])('is for staff, not for %j', async (viewer, code) => {
    expect(await shop.act('stockLocationCreate', { name: 'Mine' }, '', viewer)).toEqual({ code });
    const { errors: refused } = await products.graphql(viewer, '{ stockLocations { id } }');
    expect(refused).toMatchObject([{ extensions: { code } }]);
  });
});

describe('an order', () => {
  it('is taken from where all of it is, and else from as few locations as have most of it', async () => {
    const [mug, pot] = [await shop.variantWith(3, 5), await shop.variantWith(4, 1)];
    const near = await shop.create({ priority: 1 });
    await shop.adjust(mug, 5, near);
    await shop.adjust(pot, 5, near);
    const one = await shop.reserve([mug, 2], [pot, 1]);
    expect((await shop.orderStock(one)).map(({ at }) => at)).toEqual([near, near]);
    const more = await shop.reserve([mug, 8]);
    expect((await shop.orderStock(more)).map(({ at, quantity }) => [at, quantity])).toEqual([
      [near, 3],
      ['default', 5],
    ]);
    expect(await shop.levels(mug)).toEqual({ [near]: [5, 5], default: [5, 5] });
    await shop.settle('commit', more);
    expect(await shop.levels(mug)).toEqual({ [near]: [2, 2] });
    await shop.settle('release', more);
    await shop.settle('release', one);
    expect(await shop.levels(mug)).toEqual({ [near]: [5, 0], default: [5, 0] });
    expect(await wrongLevels(products)).toEqual([]);
  });

  it('finds what those before it in its batch left, at the default location too', async () => {
    const variantId = await shop.variantWith(11, 2);
    const far = await shop.create({ priority: 900 });
    await shop.adjust(variantId, 1, far);
    const placed = await shop.reserveAll([[[variantId, 2]], [[variantId, 1]]]);
    const from = await Promise.all(placed.map(({ orderId }) => shop.orderStock(orderId)));
    expect(from.map((parts) => parts.map(({ at, quantity }) => [at, quantity]))).toEqual([
      [['default', 2]],
      [[far, 1]],
    ]);
  });

  it('leaves a ledger that says where', async () => {
    const variantId = await shop.variantWith(5, 1);
    const near = await shop.create({ name: 'Near by', priority: 1 });
    await shop.adjust(variantId, 2, near);
    await shop.settle('commit', await shop.reserve([variantId, 3]));
    const { data } = await products.graphql<{
      stockMovements: {
        nodes: readonly { kind: string; availableAfter: number; location: { name: string } }[];
      };
    }>(
      shop.staff,
      `query ($variantId: ID!) { stockMovements(variantId: $variantId, first: 5) {
        nodes { kind availableAfter location { name } } } }`,
      { variantId },
    );
    const told = data.stockMovements.nodes.map(
      ({ kind, availableAfter, location }) => `${kind} ${availableAfter} ${location.name}`,
    );
    expect(told.toReversed()).toEqual([
      'ADJUSTED 3 Near by',
      'RESERVED 1 Near by',
      'RESERVED 0 Main warehouse',
      'SOLD 0 Near by',
      'SOLD 0 Main warehouse',
    ]);
  });

  it('waits for what is nowhere at the default location', async () => {
    const variantId = await shop.variantWith(6, 0);
    const near = await shop.create({ priority: 1 });
    await shop.adjust(variantId, 1, near);
    await shop.act('variantStockPolicyUpdate', {
      ...{ variantId, version: 1, whenSoldOut: 'BACKORDER', backorderLimit: 5 },
    });
    await shop.settle('commit', await shop.reserve([variantId, 3]));
    expect(await shop.levels(variantId)).toEqual({ default: [-2, 0] });
    await shop.adjust(variantId, 4, near);
    // Two of the four are waited for: no more than the others can be taken away.
    expect(await shop.adjust(variantId, -3, near)).toMatchObject({ quantityAvailable: 2 });
    expect(await wrongLevels(products)).toEqual([]);
  });

  it('takes no piece twice, however many buy at once in however many batches', async () => {
    const variantId = await shop.variantWith(7, 20);
    const near = await shop.create({ priority: 1 });
    await shop.adjust(variantId, 20, near);
    const batches = Array.from({ length: 25 }, (): [string, number][][] => [
      [[variantId, 1]],
      [[variantId, 1]],
    ]);
    const outcomes = (await Promise.all(batches.map((batch) => shop.reserveAll(batch)))).flat();
    expect(outcomes.filter(({ kind }) => kind === 'reserved')).toHaveLength(40);
    expect(await shop.levels(variantId)).toEqual({ [near]: [20, 20], default: [20, 20] });
    const ids = outcomes.filter(({ kind }) => kind === 'reserved').map(({ orderId }) => orderId);
    await Promise.all(ids.map((id, n) => shop.settle(n % 2 === 0 ? 'commit' : 'release', id)));
    const after = await shop.levels(variantId);
    const held = await Promise.all(ids.filter((_, n) => n % 2 === 0).map((id) => shop.orderStock(id)));
    const soldNear = held.flat().filter(({ at }) => at === near).length;
    expect(after).toEqual({ [near]: [20 - soldNear, 0], default: [soldNear, 0] });
    expect(await wrongLevels(products)).toEqual([]);
  });
});

describe('stock at a location', () => {
  it('is what its movements come to, also when these are summed up', async () => {
    const variantId = await shop.variantWith(10, 6);
    const near = await shop.create({ priority: 1 });
    await shop.adjust(variantId, 6, near);
    await shop.settle('commit', await shop.reserve([variantId, 2]));
    await products.sql.$executeRawUnsafe(
      "UPDATE stock_movements SET created_at = '2001-01-01T00:00:00Z' WHERE variant_id = $1::uuid",
      variantId,
    );
    await sumUpLedgers({ ...products, now: () => new Date() }, 100);
    const kept = await products.sql.$queryRawUnsafe<unknown[]>(
      `SELECT kind, location_id AS at, available, reserved, sold, available_after AS after FROM stock_movements
       WHERE variant_id = $1::uuid ORDER BY location_id NULLS FIRST`,
      variantId,
    );
    expect(kept).toEqual([
      { kind: 'OPENING', at: null, available: 6, reserved: 0, sold: 0, after: 10 },
      { kind: 'OPENING', at: near, available: 4, reserved: 0, sold: 2, after: 10 },
    ]);
    expect(await shop.levels(variantId)).toEqual({ default: [6, 0], [near]: [4, 0] });
    expect(await wrongLevels(products)).toEqual([]);
  });

  it('is adjusted there, and no further than what is there', async () => {
    const variantId = await shop.variantWith(8, 4);
    const near = await shop.create();
    await shop.adjust(variantId, 3, near);
    expect(await shop.adjust(variantId, -4, near)).toMatchObject({ quantityAvailable: 3 });
    expect(await shop.adjust(variantId, -5)).toMatchObject({ quantityAvailable: 4 });
    expect(await shop.adjust(variantId, 1, uuidv7())).toMatchObject({
      __typename: 'StockLocationNotFoundError',
    });
    expect(await shop.levels(variantId)).toEqual({ default: [4, 0], [near]: [3, 0] });
  });

  it('is shown to buyers where they may collect', async () => {
    const variantId = await shop.variantWith(9, 4);
    const near = await shop.create({ name: 'Corner shop', address: 'Main Street 1', allowsPickup: true });
    const seen = async () => {
      const { data } = await products.graphql<{
        pickupLocations: readonly object[];
        _entities: readonly { pickupAvailability: readonly object[] }[];
      }>(
        null,
        `query ($variants: [_Any!]!) { pickupLocations { id name address }
          _entities(representations: $variants) { ... on ProductVariant {
            pickupAvailability { location { id } available } } } }`,
        { variants: [{ __typename: 'ProductVariant', id: variantId }] },
      );
      return data;
    };
    expect(await seen()).toEqual({
      pickupLocations: [{ id: near, name: 'Corner shop', address: 'Main Street 1' }],
      _entities: [{ pickupAvailability: [{ location: { id: near }, available: false }] }],
    });
    await shop.adjust(variantId, 1, near);
    expect((await seen())._entities).toEqual([
      { pickupAvailability: [{ location: { id: near }, available: true }] },
    ]);
  });
});
