import type { StatementSample, Statements, Transaction } from '@cartwright/database';
import { completeLeasedKey, giveUpLeasedKey, type HeldKey } from '@cartwright/idempotency';
import { sql, type SqlBool } from 'kysely';
import type { Tables } from '../generated/tables.ts';
import { addOrder, readOrders } from '../order/door.ts';
import type { PlacedOrder, PlacedOrders } from './ports.ts';

/**
 * Stores an order with its lines and the beginning of its timeline, and completes its idempotency key, in one statement.
 * @returns its number; undefined when this attempt no longer holds the key, because another one was faster.
 */
export function insertOrder(
  tx: Transaction<Tables>,
  { key, ...placed }: PlacedOrder,
): Promise<string | undefined> {
  const completing = tx.with('completed', () => completeLeasedKey(tx, key, placed.order.placedAt));
  return addOrder(completing, placed, sql<SqlBool>`EXISTS (SELECT FROM completed)`);
}

async function abandon(tx: Transaction<Tables>, key: HeldKey): Promise<boolean> {
  return (await giveUpLeasedKey(tx, key).executeTakeFirst()) !== undefined;
}

/** Placed orders in PostgreSQL. */
export function placedOrders(db: Statements<Tables>): PlacedOrders {
  return { insert: insertOrder, abandon, find: async (orderId) => (await readOrders(db, [orderId]))[0] };
}

const sampleId = '01990000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => {
    const key = { ownerId: sampleId, operation: 'orderPlace', key: 'sample-key', attempt: 1 };
    const order = { placedAt: new Date(0), lines: [] } as unknown as PlacedOrder['order'];
    return insertOrder(tx, { key, order, timeline: [] });
  },
];
