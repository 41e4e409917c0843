import type { StatementSample, Statements, Transaction } from '@cartwright/database';
import { completeLeasedKey, giveUpLeasedKey, type HeldKey } from '@cartwright/idempotency';
import { sql, type SqlBool } from 'kysely';
import type { Tables } from '../generated/tables.ts';
import { addOrder, giveOrders, readOrders } from '../order/door.ts';
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

/** Gives a guest's orders and idempotency keys to the customer that the guest turned out to be. */
export async function claimGuest(
  tx: Transaction<Tables>,
  { guestId, customerId }: { readonly guestId: string; readonly customerId: string },
): Promise<void> {
  await giveOrders(tx, { from: guestId, to: customerId });
  await tx
    .updateTable('idempotencyKeys as own')
    .set({ ownerId: customerId })
    .where('ownerId', '=', guestId)
    .where((eb) => {
      const used = eb
        .selectFrom('idempotencyKeys as used')
        .select('used.key')
        .where('used.ownerId', '=', customerId)
        .whereRef('used.operation', '=', 'own.operation')
        .whereRef('used.key', '=', 'own.key');
      return eb.not(eb.exists(used));
    })
    .execute();
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
