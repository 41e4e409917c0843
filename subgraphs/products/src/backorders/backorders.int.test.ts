import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inboundStock, inDays } from '../../test/inbound.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { wrongLevels } from '../../test/stock-locations.ts';

let products: TestProducts;
let shop: ReturnType<typeof inboundStock>;
beforeAll(async () => {
  products = await startTestProducts({ products: 20 });
  shop = inboundStock(products);
});
afterAll(() => products[Symbol.asyncDispose]());

/** Who waits in turn, and for how many pieces. */
const turns = async (variantId: string) =>
  (await shop.waiting(variantId)).waiting.map(({ orderId, quantity }) => [orderId, quantity]);

async function soldOut(product: number, pieces = 0): Promise<string> {
  const variantId = await shop.variantWith(product, pieces);
  await shop.sellBeforehand(variantId, 1_000);
  return variantId;
}

describe('what comes in', () => {
  it('is given to whoever ordered first', async () => {
    const variantId = await soldOut(1, 2);
    const served = await shop.reserve([variantId, 1]);
    const first = await shop.reserve([variantId, 3]);
    const second = await shop.reserve([variantId, 4]);
    expect(await turns(variantId)).toEqual([
      [first, 2],
      [second, 4],
    ]);
    expect(await shop.ofOrder(served)).toEqual([]);
    expect(await shop.ofOrder(second)).toEqual([{ variantId, quantity: 4, turn: 2, expectedAt: null }]);
    await shop.settle('commit', first);
    await shop.adjust(variantId, 3);
    expect(await turns(variantId)).toEqual([[second, 3]]);
    const third = await shop.reserve([variantId, 1]);
    expect(await turns(variantId)).toEqual([
      [second, 3],
      [third, 1],
    ]);
    await shop.adjust(variantId, 9);
    expect(await shop.waiting(variantId)).toMatchObject({ waiting: [], waitingQuantity: 0 });
  });

  it('is what somebody gives back, too, and who leaves waits no more', async () => {
    const variantId = await soldOut(2, 1);
    const served = await shop.reserve([variantId, 1]);
    const [first, second] = [await shop.reserve([variantId, 1]), await shop.reserve([variantId, 2])];
    const third = await shop.reserve([variantId, 1]);
    await shop.settle('release', second);
    expect(await turns(variantId)).toEqual([
      [first, 1],
      [third, 1],
    ]);
    await shop.settle('commit', served);
    await shop.settle('release', served);
    expect(await turns(variantId)).toEqual([[third, 1]]);
  });

  it('is given from where it comes in, the location of the lowest priority first', async () => {
    const variantId = await soldOut(3);
    const [reserved, sold] = [await shop.reserve([variantId, 3]), await shop.reserve([variantId, 3])];
    await shop.settle('commit', sold);
    const far = await shop.create({ priority: 90 });
    await shop.adjust(variantId, 4, far);
    expect(await turns(variantId)).toEqual([[sold, 2]]);
    expect(await shop.orderStock(reserved)).toEqual([{ variantId, quantity: 3, at: far }]);
    expect(await shop.orderStock(sold)).toEqual(
      expect.arrayContaining([
        { variantId, quantity: 1, at: far },
        { variantId, quantity: 2, at: 'default' },
      ]),
    );
    // What is sold is gone from its location; what is reserved is there until it is.
    expect(await shop.levels(variantId)).toEqual({ default: [-2, 0], [far]: [3, 3] });
    const { data } = await products.graphql<{ stockMovements: { nodes: readonly object[] } }>(
      shop.staff,
      `query ($variantId: ID!) { stockMovements(variantId: $variantId, first: 4) { nodes {
        kind quantity availableAfter orderId location { isDefault } } } }`,
      { variantId },
    );
    expect(data.stockMovements.nodes).toMatchObject([
      {
        kind: 'REALLOCATED',
        quantity: 1,
        availableAfter: 998,
        orderId: sold,
        location: { isDefault: false },
      },
      {
        kind: 'REALLOCATED',
        quantity: -1,
        availableAfter: 999,
        orderId: sold,
        location: { isDefault: true },
      },
      { kind: 'REALLOCATED', quantity: 3, orderId: reserved, location: { isDefault: false } },
      { kind: 'REALLOCATED', quantity: -3, orderId: reserved, location: { isDefault: true } },
    ]);
    await shop.settle('commit', reserved);
    await shop.settle('release', reserved);
    // The order that goes gives what it had at the other location to the one that waits.
    expect(await turns(variantId)).toEqual([]);
    expect(await shop.orderStock(sold)).toEqual([{ variantId, quantity: 3, at: far }]);
    expect(await shop.levels(variantId)).toEqual({ [far]: [1, 0] });
    expect(await wrongLevels(products)).toEqual([]);
  });
});

describe('what is expected', () => {
  it('is told of the earliest shipments that are enough for all who are before', async () => {
    const variantId = await soldOut(4);
    const [soon, later] = [inDays(2), inDays(9)];
    await shop.expectOf(variantId, 2, { expectedAt: later });
    await shop.expectOf(variantId, 2, { expectedAt: soon });
    expect(await shop.promised(variantId)).toEqual({ status: 'BACKORDER', expectedAt: soon });
    const first = await shop.reserve([variantId, 1]);
    const second = await shop.reserve([variantId, 2]);
    expect((await shop.waiting(variantId)).incoming).toBe(4);
    expect(await shop.ofOrder(first)).toMatchObject([{ expectedAt: soon }]);
    expect(await shop.ofOrder(second)).toMatchObject([{ expectedAt: later }]);
    expect(await shop.promised(variantId)).toMatchObject({ expectedAt: later });
    await shop.reserve([variantId, 1]);
    expect(await shop.promised(variantId)).toMatchObject({ expectedAt: null });
  });

  it('is what staff say of the variant where they say anything, and never what is late', async () => {
    const [said, late] = [await soldOut(5), await soldOut(6)];
    const march = '2027-03-01T00:00:00.000Z';
    await shop.sellBeforehand(said, 1_000, { version: 2, expectedAt: march });
    await shop.expectOf(said, 5, { expectedAt: inDays(2) });
    expect(await shop.promised(said)).toMatchObject({ expectedAt: march });
    const order = await shop.reserve([said, 1]);
    expect(await shop.ofOrder(order)).toMatchObject([{ expectedAt: march }]);
    await shop.expectOf(late, 5, { expectedAt: inDays(-1) });
    expect(await shop.promised(late)).toMatchObject({ expectedAt: null });
    expect((await shop.waiting(late)).incoming).toBe(5);
  });

  it('is not told to strangers', async () => {
    expect(await shop.ofOrder('x')).toEqual([]);
    const variantId = await soldOut(7);
    const order = await shop.reserve([variantId, 1]);
    expect(await shop.ofOrder(order, null)).toBeUndefined();
    expect(await shop.ofOrder(order, null, shop.staff)).toHaveLength(1);
  });
});

it('a thousand pieces come and go as in a queue, whatever happens at once', async () => {
  const variantId = await soldOut(8, 3);
  const near = await shop.create();
  const waiting: { readonly orderId: string; left: number }[] = [];
  let free = 3;
  const serve = (pieces: number) => {
    free += pieces;
    for (const one of waiting) {
      const given = Math.min(free, one.left);
      one.left -= given;
      free -= given;
    }
  };
  const random = randomOf(7);
  for (let step = 0; step < 120; step += 1) {
    const dice = random(10);
    const order = waiting[random(waiting.length)];
    if (dice < 6 || order === undefined) {
      const quantity = 1 + random(4);
      const orderId = await shop.reserve([variantId, quantity]);
      waiting.push({ orderId, left: quantity });
      serve(0);
      orders.set(orderId, quantity);
    } else if (dice < 8) {
      const pieces = 1 + random(5);
      await shop.adjust(variantId, pieces, dice === 6 ? near : undefined);
      serve(pieces);
    } else {
      await shop.settle(dice === 8 ? 'release' : 'commit', order.orderId);
      if (dice === 8) {
        waiting.splice(waiting.indexOf(order), 1);
        serve((orders.get(order.orderId) ?? 0) - order.left);
      }
    }
    const due = waiting.filter(({ left }) => left > 0).map(({ orderId, left }) => [orderId, left]);
    expect(await turns(variantId), `step ${step}`).toEqual(due.slice(0, 100));
    const [last] = due.slice(-1);
    if (last !== undefined)
      expect(await shop.ofOrder(String(last[0]))).toMatchObject([{ quantity: last[1], turn: due.length }]);
    expect(await wrongLevels(products)).toEqual([]);
  }
});

const orders = new Map<string, number>();

/** The same numbers each time. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return below === 0 ? 0 : Math.floor((state / 2_147_483_648) * below);
  };
}

it('has those who wait in the order in which they came, however many come at once', async () => {
  const variantId = await soldOut(9);
  const batch = await shop.reserveAll(Array.from({ length: 5 }, () => [[variantId, 1] as const]));
  const rest = await Promise.all(Array.from({ length: 8 }, () => shop.reserve([variantId, 1])));
  const seen = await turns(variantId);
  expect(seen.slice(0, 5)).toEqual(batch.map(({ orderId }) => [orderId, 1]));
  expect(new Set(seen.slice(5).map(([orderId]) => orderId))).toEqual(new Set(rest));
  await Promise.all([
    ...Array.from({ length: 4 }, () => shop.adjust(variantId, 2)),
    ...rest.slice(0, 2).map((orderId) => shop.settle('release', orderId)),
  ]);
  expect((await shop.waiting(variantId)).waitingQuantity).toBe(3);
});
