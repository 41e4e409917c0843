import type { StatementSample, Statements, Transaction } from '@cartwright/database';
import { completeLeasedKeys, giveUpLeasedKey, type HeldKey } from '@cartwright/idempotency';
import { sql, type SqlBool } from 'kysely';
import type { Tables } from '../generated/tables.ts';
import { addOrders, readOrders } from '../order/door.ts';
import type { PlacedOrder, PlacedOrders } from './ports.ts';

/**
 * Stores orders with their lines and the beginnings of their timelines, and completes their idempotency keys, in one statement.
 * @returns their numbers; undefined for one whose attempt no longer holds the key, because another one was faster.
 */
async function insertOrders(
  tx: Transaction<Tables>,
  placed: readonly PlacedOrder[],
): Promise<(string | undefined)[]> {
  const [first, ...others] = placed.map(({ order, timeline }) => ({ order, timeline }));
  if (first === undefined) return [];
  const keys = placed.map(({ key, order }) => ({ held: key, changeId: order.id }));
  const completing = tx.with('completed', () => completeLeasedKeys(tx, keys, first.order.placedAt));
  const isHeld = sql<SqlBool>`new.id IN (SELECT change_id FROM completed)`;
  const added = await addOrders(completing, [first, ...others], isHeld);
  const numbers = new Map(added.map(({ id, number }) => [id, number]));
  return placed.map(({ order }) => numbers.get(order.id));
}

async function abandon(tx: Transaction<Tables>, key: HeldKey): Promise<boolean> {
  return (await giveUpLeasedKey(tx, key).executeTakeFirst()) !== undefined;
}

/** Placed orders in PostgreSQL. */
export function placedOrders(db: Statements<Tables>): PlacedOrders {
  return { insert: insertOrders, abandon, find: async (orderId) => (await readOrders(db, [orderId]))[0] };
}

const sampleId = '01990000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => {
    const key = { ownerId: sampleId, operation: 'orderPlace', key: 'sample-key', attempt: 1 };
    const order = { placedAt: new Date(0), lines: [] } as unknown as PlacedOrder['order'];
    return insertOrders(tx, [{ key, order, timeline: [] }]);
  },
];
