import type { Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';

/** Whether a payment was cancelled before it began. */
export async function hasTombstone(tx: Transaction<Tables>, paymentId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('paymentTombstones')
    .select('paymentId')
    .where('paymentId', '=', paymentId)
    .executeTakeFirst();
  return found !== undefined;
}

/** Makes sure that a payment will never begin. */
export async function leaveTombstone(
  tx: Transaction<Tables>,
  tombstone: { paymentId: string; orderId: string },
): Promise<void> {
  await tx
    .insertInto('paymentTombstones')
    .values(tombstone)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
