import type { TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Parts } from '../parts.ts';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { variantsOf } from '../../test/variants-of.ts';
import { holdSummingUp } from './repository/movements.ts';
import { stockWithin } from './repository/stock-within.ts';
import { commitReservations } from './use-cases/commit-reservations.ts';
import { expireReservations } from './use-cases/expire-reservations.ts';
import { releaseReservations } from './use-cases/release-reservations.ts';
import { reserveStock } from './use-cases/reserve-stock.ts';
import { sumUpLedgers } from './use-cases/sum-up-ledgers.ts';
import type { StockStore } from './ports.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 20 });
});
afterAll(() => products[Symbol.asyncDispose]());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const later = new Date(Date.now() + 60_000).toISOString();

const move = <R>(work: (stock: StockStore) => Promise<R>) =>
  products.database.transaction((tx) => work(stockWithin(tx)));
const reserve = (variantId: string, quantities: readonly number[], expiresAt = later) => {
  const requests = quantities.map((quantity) => ({
    ...{ orderId: uuidv7(), expiresAt },
    lines: [{ variantId, quantity }],
  }));
  return move((stock) => reserveStock(stock, requests)).then(() => requests.map(({ orderId }) => orderId));
};
const adjust = (variantId: string, input: object) =>
  mutate(products, staff, {
    name: 'variantStockAdjust',
    input: { idempotencyKey: uuidv7(), variantId, ...input },
    selection: '... on InvalidInputError { fields { path code } }',
  });

interface Movement {
  readonly kind: string;
  readonly quantity: number;
  readonly availableChange: number;
  readonly availableAfter: number;
  readonly orderId: string | null;
  readonly staffId: string | null;
  readonly reason: string | null;
}

const query = `query ($variantId: ID!, $first: Int, $after: String, $last: Int, $before: String) {
  stockMovements(variantId: $variantId, first: $first, after: $after, last: $last, before: $before) {
    nodes { kind quantity availableChange availableAfter orderId staffId reason }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }`;

interface Page {
  readonly stockMovements: {
    readonly nodes: readonly Movement[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly startCursor: string;
      readonly endCursor: string;
    };
    readonly totalCount: number;
  };
}

async function page(variantId: string, args: object = {}): Promise<Page['stockMovements']> {
  const { data, errors } = await products.graphql<Page>(staff, query, { variantId, ...args });
  expect(errors).toBeUndefined();
  return data.stockMovements;
}

/** Kind, quantity and what was available after each movement, the earliest first. */
const story = async (variantId: string) =>
  (await page(variantId)).nodes
    .toReversed()
    .map(({ kind, quantity, availableAfter }) => `${kind} ${quantity}: ${availableAfter}`);

/** Variants whose movements do not come to their levels. */
const wronglyKept = () =>
  products.sql.$queryRawUnsafe<unknown[]>(
    `SELECT variant_id FROM stock LEFT JOIN (
       SELECT variant_id, sum(available) AS a, sum(reserved) AS r, sum(sold) AS s,
         (array_agg(available_after ORDER BY id DESC))[1] AS left_over FROM stock_movements GROUP BY variant_id
     ) AS ledger USING (variant_id)
     WHERE (available, reserved, sold, available) IS DISTINCT FROM
       (coalesce(a, 0), coalesce(r, 0), coalesce(s, 0), coalesce(left_over, 0))`,
  );

/** A variant with ten pieces that no other test touches. */
async function tenPieces(product: number): Promise<string> {
  const [variant] = await variantsOf(products, product);
  const { id, available } = variant ?? { id: '', available: 0 };
  await adjust(id, { delta: 10 - available, reason: 'counted' });
  await products.sql.$executeRawUnsafe('DELETE FROM stock_movements WHERE variant_id = $1::uuid', id);
  await products.sql.$executeRawUnsafe(
    `INSERT INTO stock_movements (variant_id, kind, available, reserved, sold, available_after)
     VALUES ($1::uuid, 'OPENING', 10, 0, 0, 10)`,
    id,
  );
  return id;
}

describe('the ledger of a variant', () => {
  it('begins with what the variant was first stocked with', async () => {
    const [variant] = await variantsOf(products, 1);
    const { id, available } = variant ?? { id: '', available: 0 };
    expect(await story(id)).toEqual([`RECEIVED ${available}: ${available}`]);
  });

  it('tells what became of every piece, and what each movement left', async () => {
    const variantId = await tenPieces(2);
    const [sold = '', released = '', undone = ''] = await reserve(variantId, [1, 2, 3]);
    await move((stock) => commitReservations(stock, [sold, undone]));
    await move((stock) => releaseReservations(stock, [released, undone]));
    expect(await story(variantId)).toEqual([
      'OPENING 10: 10',
      'RESERVED 1: 9',
      'RESERVED 2: 7',
      'RESERVED 3: 4',
      'SOLD 1: 4',
      'SOLD 3: 4',
      'RELEASED 2: 6',
      'RETURNED 3: 9',
    ]);
    const { nodes } = await page(variantId, { first: 1 });
    expect(nodes).toEqual([
      {
        ...{ kind: 'RETURNED', quantity: 3, availableChange: 3, availableAfter: 9, orderId: undone },
        ...{ staffId: null, reason: null },
      },
    ]);
    expect(await wronglyKept()).toEqual([]);
  });

  it('records nothing of an order that got nothing, and nothing twice', async () => {
    const variantId = await tenPieces(3);
    await reserve(variantId, [11]);
    const [orderId = ''] = await reserve(variantId, [1]);
    await move((stock) => commitReservations(stock, [orderId]));
    await move((stock) => commitReservations(stock, [orderId]));
    expect(await story(variantId)).toEqual(['OPENING 10: 10', 'RESERVED 1: 9', 'SOLD 1: 9']);
  });

  it('says when the time of a reservation was over', async () => {
    const variantId = await tenPieces(4);
    await reserve(variantId, [4], new Date(Date.now() - 1_000).toISOString());
    const transact: Parts['messaging']['transact'] = (work) =>
      products.database.transaction((tx) => work(tx, () => undefined));
    await expireReservations({ messaging: { transact }, stockWithin, now: () => new Date() });
    expect((await story(variantId)).slice(1)).toEqual(['RESERVED 4: 6', 'EXPIRED 4: 10']);
  });

  it('names who of the staff moved it, and why', async () => {
    const variantId = await tenPieces(5);
    await adjust(variantId, { delta: 5, kind: 'RECEIVED', reason: 'order 17 of the mill' });
    await adjust(variantId, { delta: -2 });
    const { nodes } = await page(variantId, { first: 2 });
    const moved = { orderId: null, staffId: staff.id };
    expect(nodes).toEqual([
      { ...moved, kind: 'ADJUSTED', quantity: -2, availableChange: -2, availableAfter: 13, reason: null },
      {
        ...{ ...moved, kind: 'RECEIVED', quantity: 5, availableChange: 5, availableAfter: 15 },
        reason: 'order 17 of the mill',
      },
    ]);
    expect(await adjust(variantId, { delta: -1, kind: 'RECEIVED' })).toMatchObject({
      fields: [{ path: ['delta'], code: 'OUT_OF_RANGE' }],
    });
  });

  it('holds what a release writes that knows nothing of it', async () => {
    const variantId = await tenPieces(6);
    await products.sql.$executeRawUnsafe(
      'UPDATE stock SET available = available + 3, received = received + 3 WHERE variant_id = $1::uuid',
      variantId,
    );
    expect((await page(variantId)).nodes[0]).toMatchObject({ kind: 'ADJUSTED', quantity: 3, staffId: null });
  });

  it('is read in pages, both ways', async () => {
    const variantId = await tenPieces(7);
    await reserve(variantId, [1, 1, 1, 1]);
    const first = await page(variantId, { first: 2 });
    expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true } });
    expect(first.nodes.map(({ availableAfter }) => availableAfter)).toEqual([6, 7]);
    const second = await page(variantId, { first: 3, after: first.pageInfo.endCursor });
    expect(second.nodes.map(({ availableAfter }) => availableAfter)).toEqual([8, 9, 10]);
    expect(second.pageInfo.hasNextPage).toBe(false);
    const back = await page(variantId, { last: 1, before: second.pageInfo.startCursor });
    expect(back.nodes.map(({ availableAfter }) => availableAfter)).toEqual([7]);
    expect(await page(uuidv7())).toMatchObject({ nodes: [], totalCount: 0 });
    expect(await page('no id')).toMatchObject({ nodes: [], totalCount: 0 });
  });

  it.each([
    [null, 'UNAUTHENTICATED'],
    [{ id: uuidv7(), role: 'CUSTOMER' } as const, 'FORBIDDEN'],
  ])('is for staff, not for %j', async (viewer, code) => {
    const { errors } = await products.graphql(viewer, query, { variantId: uuidv7() });
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });
});

describe('what is too old', () => {
  const age = (variantId: string, movements: number) =>
    products.sql.$executeRawUnsafe(
      `UPDATE stock_movements SET created_at = '2001-01-01T00:00:00Z'
       WHERE id IN (SELECT id FROM stock_movements WHERE variant_id = $1::uuid ORDER BY id LIMIT $2)`,
      variantId,
      movements,
    );
  /** @returns whether there may be more */
  const sumUp = async (limit = 100) =>
    (await sumUpLedgers({ ...products, now: () => new Date() }, limit)).hasMore;

  it('is summed up, and the sums stay', async () => {
    const variantId = await tenPieces(8);
    const [orderId = ''] = await reserve(variantId, [1, 2]);
    await move((stock) => commitReservations(stock, [orderId]));
    await age(variantId, 3);
    await sumUp();
    expect(await story(variantId)).toEqual(['OPENING 10: 7', 'SOLD 1: 7']);
    expect(await wronglyKept()).toEqual([]);
    await sumUp();
    expect(await story(variantId)).toEqual(['OPENING 10: 7', 'SOLD 1: 7']);
    await age(variantId, 2);
    await sumUp();
    expect(await story(variantId)).toEqual(['OPENING 10: 7']);
    expect(await wronglyKept()).toEqual([]);
  });

  it('is summed up by one at a time', async () => {
    const variantId = await tenPieces(9);
    await reserve(variantId, [1, 1, 1, 1, 1]);
    await age(variantId, 6);
    await products.database.transaction(async (tx) => {
      expect(await holdSummingUp(tx)).toBe(true);
      expect(await sumUp(1)).toBe(false);
    });
    expect(await story(variantId)).toHaveLength(6);
    await Promise.all([sumUp(), sumUp(), sumUp()]);
    expect(await story(variantId)).toEqual(['OPENING 10: 5']);
    expect(await wronglyKept()).toEqual([]);
  });

  it('is summed up in the order in which it took effect, also what did so at the same moment', async () => {
    const variantId = await tenPieces(11);
    await reserve(variantId, [1, 2, 3]);
    await age(variantId, 4);
    for (const left of [9, 7, 4]) {
      expect(await sumUp(1)).toBe(true);
      expect((await story(variantId))[0]).toBe(`OPENING 10: ${left}`);
      expect(await wronglyKept()).toEqual([]);
    }
    expect(await sumUp(1)).toBe(false);
  });
});

it('many who buy at once leave a ledger in which each movement begins where the last one ended', async () => {
  const variantId = await tenPieces(10);
  await Promise.all(Array.from({ length: 8 }, () => reserve(variantId, [1, 1])));
  const { nodes } = await page(variantId, { first: 50 });
  expect(nodes.map(({ availableAfter }) => availableAfter)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(await wronglyKept()).toEqual([]);
});
