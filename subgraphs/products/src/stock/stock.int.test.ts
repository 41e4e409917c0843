import {
  inventoryCommit,
  inventoryCommitRefused,
  inventoryCommitted,
  inventoryRelease,
  inventoryReleased,
  inventoryReservationExpired,
  inventoryReservationRefused,
  inventoryReserve,
  inventoryReserved,
  stockChanged,
} from '@cartwright/events';
import { startTestNats, waitFor } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOrdersPeer, type OrdersPeer } from '../../test/orders-peer.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

const stack = new AsyncDisposableStack();
let products: TestProducts;
let orders: OrdersPeer;

beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  products = stack.use(
    await startTestProducts({
      natsUrl: nats.urlFor('products'),
      products: 60,
      replicas: 2,
      sweepSeconds: 0.05,
    }),
  );
  orders = stack.use(await startOrdersPeer(nats));
});
afterAll(() => stack.disposeAsync());

const soon = () => new Date(Date.now() + 15 * 60_000).toISOString();
const past = () => new Date(Date.now() - 1_000).toISOString();

interface Levels {
  readonly available: number;
  readonly reserved: number;
  readonly sold: number;
}

let nextVariant = 0;

/** A variant that no other test touches, with so many pieces. */
async function variantWith(available: number): Promise<string> {
  const rows = await products.sql.$queryRawUnsafe<{ id: string }[]>(
    `SELECT id FROM product_variants ORDER BY id OFFSET ${nextVariant++} LIMIT 1`,
  );
  const id = rows[0]?.id ?? '';
  await products.sql.$executeRawUnsafe(
    'UPDATE stock SET available = $2, received = $2 WHERE variant_id = $1',
    id,
    available,
  );
  await products.sql.$executeRawUnsafe(recount);
  return id;
}

const recount = `UPDATE products p SET available_variants = (
  SELECT count(*) FROM stock s JOIN product_variants v ON v.id = s.variant_id
  WHERE v.product_id = p.id AND s.available > 0)`;

/** A product of which one piece of one variant is left, and nothing of the others. */
async function productWithOnePiece(): Promise<{ productId: string; variantId: string }> {
  const [last] = await products.sql.$queryRawUnsafe<{ productId: string; variantId: string }[]>(
    `SELECT product_id AS "productId", id AS "variantId" FROM product_variants
     WHERE product_id = (SELECT product_id FROM product_variants GROUP BY product_id HAVING count(*) > 1
       ORDER BY product_id DESC LIMIT 1)
     ORDER BY id LIMIT 1`,
  );
  if (last === undefined) throw new Error('No product has several variants');
  await products.sql.$executeRawUnsafe(
    `UPDATE stock SET available = (variant_id = $2)::int, received = (variant_id = $2)::int
     WHERE variant_id IN (SELECT id FROM product_variants WHERE product_id = $1)`,
    last.productId,
    last.variantId,
  );
  await products.sql.$executeRawUnsafe(recount);
  return last;
}

/** Products whose count of variants that can be bought is not what their stock says. */
const wronglyCounted = (): Promise<unknown[]> =>
  products.sql.$queryRawUnsafe(`
    SELECT p.id, p.available_variants FROM products p WHERE available_variants <> (
      SELECT count(*) FROM stock s JOIN product_variants v ON v.id = s.variant_id
      WHERE v.product_id = p.id AND s.available > 0)`);

async function levelsOf(variantId: string): Promise<Levels | undefined> {
  const rows = await products.sql.$queryRawUnsafe<Levels[]>(
    'SELECT available, reserved, sold FROM stock WHERE variant_id = $1',
    variantId,
  );
  return rows[0];
}

async function reserve(variantId: string, quantity = 1, expiresAt = soon()): Promise<string> {
  const orderId = uuidv7();
  await orders.send(inventoryReserve, { orderId, expiresAt, lines: [{ variantId, quantity }] });
  return orderId;
}

async function outcomeOf(orderId: string): Promise<'reserved' | 'refused'> {
  const answers: readonly string[] = [inventoryReserved.type, inventoryReservationRefused.type];
  const answer = await waitFor(
    () => orders.seen.find(({ type, key }) => key === orderId && answers.includes(type)),
    { describe: `an answer to ${orderId}` },
  );
  return answer.type === inventoryReserved.type ? 'reserved' : 'refused';
}

describe('a reservation', () => {
  it('sets the pieces of all lines aside until the time that orders named', async () => {
    const [mug, pot] = [await variantWith(10), await variantWith(3)];
    const [orderId, expiresAt] = [uuidv7(), soon()];
    const lines = [
      { variantId: mug, quantity: 4 },
      { variantId: pot, quantity: 3 },
    ];
    await orders.send(inventoryReserve, { orderId, expiresAt, lines });
    expect(await orders.heard(inventoryReserved, orderId)).toEqual({ orderId, expiresAt });
    expect(await levelsOf(mug)).toEqual({ available: 6, reserved: 4, sold: 0 });
    expect(await levelsOf(pot)).toEqual({ available: 0, reserved: 3, sold: 0 });
  });

  it('takes nothing when one line is short, and says which', async () => {
    const [mug, pot] = [await variantWith(10), await variantWith(2)];
    const orderId = uuidv7();
    const lines = [
      { variantId: mug, quantity: 1 },
      { variantId: pot, quantity: 3 },
    ];
    await orders.send(inventoryReserve, { orderId, expiresAt: soon(), lines });
    expect(await orders.heard(inventoryReservationRefused, orderId)).toEqual({
      orderId,
      unavailable: [{ variantId: pot, requested: 3, available: 2 }],
    });
    expect(await levelsOf(mug)).toEqual({ available: 10, reserved: 0, sold: 0 });
  });

  it('refuses a variant that does not exist', async () => {
    const variantId = uuidv7();
    const orderId = await reserve(variantId, 2);
    expect(await orders.heard(inventoryReservationRefused, orderId)).toEqual({
      orderId,
      unavailable: [{ variantId, requested: 2, available: 0 }],
    });
  });

  it('is made once, however often it is asked for', async () => {
    const variantId = await variantWith(5);
    const command = { orderId: uuidv7(), expiresAt: soon(), lines: [{ variantId, quantity: 2 }] };
    await orders.send(inventoryReserve, command);
    await orders.heard(inventoryReserved, command.orderId);
    await orders.send(inventoryReserve, command);
    await waitFor(async () => {
      const answers = await products.sql.$queryRawUnsafe<unknown[]>(
        'SELECT FROM messaging.outbox WHERE type = $1 AND key = $2',
        inventoryReserved.type,
        command.orderId,
      );
      return answers.length === 2;
    });
    expect(await levelsOf(variantId)).toEqual({ available: 3, reserved: 2, sold: 0 });
  });
});

describe('the last piece', () => {
  it('goes to exactly one of many buyers, who ask two replicas at once', async () => {
    const variantId = await variantWith(1);
    const commands = Array.from({ length: 60 }, () => ({
      orderId: uuidv7(),
      expiresAt: soon(),
      lines: [{ variantId, quantity: 1 }],
    }));
    await Promise.all(commands.map((command) => orders.send(inventoryReserve, command)));
    const outcomes = await Promise.all(commands.map(({ orderId }) => outcomeOf(orderId)));
    expect(outcomes.filter((outcome) => outcome === 'reserved')).toHaveLength(1);
    expect(await levelsOf(variantId)).toEqual({ available: 0, reserved: 1, sold: 0 });
  });

  it('makes its product unavailable, and its return makes it available again', async () => {
    const [{ productId, variantId }, orderId] = [await productWithOnePiece(), uuidv7()];
    const availability = async () => {
      const { data } = await products.graphql(
        null,
        `query ($id: ID!, $variants: [_Any!]!) { product(id: $id) { availableForSale }
          _entities(representations: $variants) { ... on ProductVariant {
            availableForSale availability { status quantityAvailable } } } }`,
        { id: productId, variants: [{ __typename: 'ProductVariant', id: variantId }] },
      );
      return data;
    };
    const lines = [{ variantId, quantity: 1 }];
    await orders.send(inventoryReserve, { orderId, expiresAt: soon(), lines });
    await orders.heard(inventoryReserved, orderId);
    expect(await availability()).toEqual({
      product: { availableForSale: false },
      _entities: [
        { availableForSale: false, availability: { status: 'OUT_OF_STOCK', quantityAvailable: 0 } },
      ],
    });
    expect(await wronglyCounted()).toEqual([]);
    await orders.send(inventoryRelease, { orderId, reason: 'changed my mind' });
    await orders.heard(inventoryReleased, orderId);
    expect(await availability()).toEqual({
      product: { availableForSale: true },
      _entities: [{ availableForSale: true, availability: { status: 'LOW_STOCK', quantityAvailable: 1 } }],
    });
    expect(await wronglyCounted()).toEqual([]);
  });
});

interface SeenProduct {
  readonly id: string;
  readonly name: string;
  readonly availableForSale: boolean;
}

interface SeenSearch {
  readonly products: { readonly nodes: readonly { readonly id: string }[] };
}

describe('a product', () => {
  it('cannot be bought once its last piece is reserved, can again when that is released, and lists say so', async () => {
    const variantId = await variantWith(1);
    await products.sql.$executeRawUnsafe(
      `UPDATE stock SET available = 0, received = reserved + sold WHERE variant_id IN (
         SELECT s.id FROM product_variants v JOIN product_variants s USING (product_id)
         WHERE v.id = $1 AND s.id <> v.id)`,
      variantId,
    );
    await products.sql.$executeRawUnsafe(recount);
    const seen = async () => {
      const { data: read } = await products.graphql<{ _entities: [{ product: SeenProduct }] }>(
        null,
        `query ($variants: [_Any!]!) { _entities(representations: $variants) {
          ... on ProductVariant { product { id name availableForSale } } } }`,
        { variants: [{ __typename: 'ProductVariant', id: variantId }] },
      );
      const { id, name, availableForSale } = read._entities[0].product;
      const { data: found } = await products.graphql<Record<'in' | 'out', SeenSearch>>(
        null,
        `query ($name: String!) {
          in: productSearch(input: { query: $name, filters: { availableForSale: true }, first: 100 }) { ...ids }
          out: productSearch(input: { query: $name, filters: { availableForSale: false }, first: 100 }) { ...ids }
        } fragment ids on ProductSearchResult { products { nodes { id } } }`,
        { name },
      );
      const has = ({ products: { nodes } }: SeenSearch) => nodes.some((node) => node.id === id);
      return { availableForSale, inStock: has(found.in), outOfStock: has(found.out) };
    };
    // Its other variants are sold out all the while, and filters are about variants.
    expect(await seen()).toEqual({ availableForSale: true, inStock: true, outOfStock: true });
    const orderId = await reserve(variantId);
    await orders.heard(inventoryReserved, orderId);
    expect(await seen()).toEqual({ availableForSale: false, inStock: false, outOfStock: true });
    await orders.send(inventoryRelease, { orderId, reason: 'changed my mind' });
    await orders.heard(inventoryReleased, orderId);
    expect(await seen()).toEqual({ availableForSale: true, inStock: true, outOfStock: true });
  });
});

describe('a commit', () => {
  it('sells what is reserved, and a release takes it back', async () => {
    const variantId = await variantWith(5);
    const orderId = await reserve(variantId, 2);
    await orders.heard(inventoryReserved, orderId);
    await orders.send(inventoryCommit, { orderId });
    await orders.heard(inventoryCommitted, orderId);
    expect(await levelsOf(variantId)).toEqual({ available: 3, reserved: 0, sold: 2 });
    await orders.send(inventoryRelease, { orderId, reason: 'payment declined' });
    await orders.heard(inventoryReleased, orderId);
    expect(await levelsOf(variantId)).toEqual({ available: 5, reserved: 0, sold: 0 });
  });

  it('is refused when nothing was reserved', async () => {
    const orderId = uuidv7();
    await orders.send(inventoryCommit, { orderId });
    expect(await orders.heard(inventoryCommitRefused, orderId)).toEqual({ orderId, reason: 'unknown' });
  });
});

describe('a release', () => {
  it('that comes before the reservation makes sure that there never is one', async () => {
    const variantId = await variantWith(5);
    const orderId = uuidv7();
    await orders.send(inventoryRelease, { orderId, reason: 'cancelled' });
    await orders.heard(inventoryReleased, orderId);
    await orders.send(inventoryReserve, { orderId, expiresAt: soon(), lines: [{ variantId, quantity: 1 }] });
    expect(await orders.heard(inventoryReservationRefused, orderId)).toEqual({ orderId, unavailable: [] });
    await orders.send(inventoryCommit, { orderId });
    expect(await orders.heard(inventoryCommitRefused, orderId)).toEqual({ orderId, reason: 'released' });
    expect(await levelsOf(variantId)).toEqual({ available: 5, reserved: 0, sold: 0 });
  });

  it('wins or loses whole against a reservation at the same moment', async () => {
    const variantId = await variantWith(1_000);
    const orderIds = Array.from({ length: 40 }, () => uuidv7());
    await Promise.all(
      orderIds.flatMap((orderId) => [
        orders.send(inventoryReserve, { orderId, expiresAt: soon(), lines: [{ variantId, quantity: 3 }] }),
        orders.send(inventoryRelease, { orderId, reason: 'cancelled' }),
      ]),
    );
    for (const orderId of orderIds) {
      await orders.heard(inventoryReleased, orderId);
      await outcomeOf(orderId);
    }
    expect(await levelsOf(variantId)).toEqual({ available: 1_000, reserved: 0, sold: 0 });
  });
});

describe('a reservation whose time is over', () => {
  it('gives its pieces back, says so, and can no longer be sold', async () => {
    const variantId = await variantWith(5);
    const orderId = await reserve(variantId, 2, past());
    await orders.heard(inventoryReserved, orderId);
    await orders.heard(inventoryReservationExpired, orderId);
    expect(await levelsOf(variantId)).toEqual({ available: 5, reserved: 0, sold: 0 });
    await orders.send(inventoryCommit, { orderId });
    expect(await orders.heard(inventoryCommitRefused, orderId)).toEqual({ orderId, reason: 'expired' });
    await orders.send(inventoryRelease, { orderId, reason: 'too late' });
    await orders.heard(inventoryReleased, orderId);
    expect(await levelsOf(variantId)).toEqual({ available: 5, reserved: 0, sold: 0 });
  });

  it('expires once though two replicas look for it', async () => {
    const variantId = await variantWith(500);
    const orderIds = await Promise.all(Array.from({ length: 100 }, () => reserve(variantId, 1, past())));
    for (const orderId of orderIds) await orders.heard(inventoryReservationExpired, orderId);
    expect(await levelsOf(variantId)).toEqual({ available: 500, reserved: 0, sold: 0 });
    const announced = orders.seen.filter(
      ({ type, key }) => type === inventoryReservationExpired.type && orderIds.includes(key),
    );
    expect(announced).toHaveLength(100);
  });

  it('expires after the database was away for a moment', async () => {
    const variantId = await variantWith(5);
    await products.sql.$executeRawUnsafe(`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`);
    const orderId = await reserve(variantId, 1, past());
    await orders.heard(inventoryReservationExpired, orderId);
    expect(await levelsOf(variantId)).toEqual({ available: 5, reserved: 0, sold: 0 });
  });
});

describe('other domains', () => {
  it('hear of each level that they care about, in versions that rise', async () => {
    const variantId = await variantWith(102);
    const announced = () =>
      orders.seen.filter(({ type, key }) => type === stockChanged.type && key === variantId);
    await orders.heard(inventoryReserved, await reserve(variantId, 1)); // 101 left: still "100 or more"
    await orders.heard(inventoryReserved, await reserve(variantId, 2)); // 99 left
    const orderId = await reserve(variantId, 4); // 95 left
    await orders.heard(inventoryReserved, orderId);
    await orders.send(inventoryCommit, { orderId }); // nothing for them to know
    await orders.heard(inventoryCommitted, orderId);
    await orders.send(inventoryRelease, { orderId, reason: 'returned' });
    await waitFor(() => announced().length >= 3, { describe: announced });
    expect(announced().map(({ data }) => data)).toEqual([
      { variantId, version: 2, available: 99 },
      { variantId, version: 3, available: 95 },
      { variantId, version: 4, available: 99 },
    ]);
  });

  it('hear once of a variant for which many buyers queued, as batches are worked off together', async () => {
    const variantId = await variantWith(300);
    const commands = Array.from({ length: 250 }, () => ({
      orderId: uuidv7(),
      expiresAt: soon(),
      lines: [{ variantId, quantity: 1 }],
    }));
    await orders.sendAll(inventoryReserve, commands);
    for (const { orderId } of commands) expect(await outcomeOf(orderId)).toBe('reserved');
    expect(await levelsOf(variantId)).toEqual({ available: 50, reserved: 250, sold: 0 });
    // Within a transaction now() stands still, so equal times mean one transaction.
    const batches = await products.sql.$queryRawUnsafe<unknown[]>(
      `SELECT r.created_at FROM reservations r JOIN reservation_lines l USING (order_id)
       WHERE l.variant_id = $1 GROUP BY r.created_at`,
      variantId,
    );
    expect(batches.length).toBeLessThan(50);
  });
});

it('accounts for every piece after a storm of commands in any order', async () => {
  const variants = [await variantWith(15), await variantWith(4), await variantWith(30)];
  const orderIds = Array.from({ length: 80 }, () => uuidv7());
  const pick = <Item>(items: readonly Item[], at: number): Item => items[at % items.length] as Item;
  await Promise.all(
    orderIds.flatMap((orderId, index) => {
      const lines = [
        { variantId: pick(variants, index), quantity: 1 + (index % 3) },
        { variantId: pick(variants, index + 1), quantity: 1 },
      ];
      const expiresAt = index % 4 === 0 ? past() : soon();
      return [
        orders.send(inventoryReserve, { orderId, expiresAt, lines }),
        ...(index % 2 === 0 ? [orders.send(inventoryCommit, { orderId })] : []),
        ...(index % 3 === 0 ? [orders.send(inventoryRelease, { orderId, reason: 'storm' })] : []),
        orders.send(inventoryReserve, { orderId, expiresAt, lines }),
      ];
    }),
  );
  for (const [index, orderId] of orderIds.entries()) {
    await outcomeOf(orderId);
    if (index % 3 === 0) await orders.heard(inventoryReleased, orderId);
  }
  const wrong = await products.sql.$queryRawUnsafe<unknown[]>(
    `SELECT s.*, held.* FROM stock s CROSS JOIN LATERAL (
       SELECT coalesce(sum(l.quantity) FILTER (WHERE r.status = 'reserved'), 0) AS reserved_by_orders,
         coalesce(sum(l.quantity) FILTER (WHERE r.status = 'committed'), 0) AS sold_to_orders
       FROM reservation_lines l JOIN reservations r USING (order_id) WHERE l.variant_id = s.variant_id
     ) held
     WHERE reserved <> reserved_by_orders OR sold <> sold_to_orders
       OR available + reserved + sold <> received`,
  );
  expect(wrong).toEqual([]);
  expect(await wronglyCounted()).toEqual([]);
});
