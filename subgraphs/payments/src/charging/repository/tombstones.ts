import { insertRows, type Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';

/** Makes sure that payments will never begin. */
export async function leaveTombstones(
  tx: Transaction<Tables>,
  tombstones: readonly { readonly paymentId: string; readonly orderId: string }[],
): Promise<void> {
  const [first, ...others] = tombstones.map(({ paymentId, orderId }) => ({ paymentId, orderId }));
  if (first === undefined) return;
  await insertRows(tx, 'paymentTombstones', [first, ...others])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
