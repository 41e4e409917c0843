import type { Transaction } from '@cartwright/database';
import type { DataOf, orderClaimed } from '@cartwright/events';
import type { Tables } from '../../generated/tables.ts';
import { lockId } from './payments.ts';

/** Who owns what a user orders: the customer who has claimed this guest, or the user. */
export async function ownerOf(tx: Transaction<Tables>, userId: string): Promise<string> {
  await lockId(tx, userId); // so that no claim comes between this and the payment's insert
  const claim = await tx
    .selectFrom('claimedGuests')
    .select('customerId')
    .where('guestId', '=', userId)
    .executeTakeFirst();
  return claim?.customerId ?? userId;
}

/** Gives a guest's payments to a customer, also those that are still to come. */
export async function claimGuest(
  tx: Transaction<Tables>,
  { guestId, customerId }: { guestId: string; customerId: string },
): Promise<void> {
  await lockId(tx, guestId);
  await tx
    .insertInto('claimedGuests')
    .values({ guestId, customerId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx.updateTable('payments').set({ customerId }).where('customerId', '=', guestId).execute();
}

/** Gives the payments of an order to the customer whose it turned out to be; the guest who paid goes on seeing them. */
export async function claimOrder(
  tx: Transaction<Tables>,
  { orderId, formerId, customerId }: DataOf<typeof orderClaimed>,
): Promise<void> {
  await tx
    .updateTable('payments')
    .set({ customerId, guestId: formerId })
    .where('orderId', '=', orderId)
    .where('customerId', '=', formerId)
    .execute();
}
