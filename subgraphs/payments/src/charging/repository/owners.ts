import {
  carrying,
  type CompiledQuery,
  recordset,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import type { DataOf, orderClaimed } from '@cartwright/events';
import type { Tables } from '../../generated/tables.ts';
import { lockIds } from './payments.ts';

/** Whose payments will be, without those that were cancelled before they began: see `PaymentStore`. */
export async function ownersOfNew(
  tx: Transaction<Tables>,
  payments: readonly { readonly id: string; readonly customerId: string }[],
  next?: CompiledQuery,
): Promise<Map<string, string>> {
  const asked = payments.map(({ id, customerId }) => ({ id, customerId }));
  const owners = tx
    .selectFrom(recordset(tx, 'payments', asked).as('asked'))
    .leftJoin('claimedGuests', 'claimedGuests.guestId', 'asked.customerId')
    .leftJoin('paymentTombstones', 'paymentTombstones.paymentId', 'asked.id')
    .select(['asked.id', 'asked.customerId', 'claimedGuests.customerId as claimedBy'])
    .where('paymentTombstones.paymentId', 'is', null);
  const { rows } = await tx.executeQuery(carrying(owners.compile(), next));
  return new Map(rows.map(({ id, customerId, claimedBy }) => [id, claimedBy ?? customerId]));
}

/** Gives a guest's payments to a customer, also those that are still to come. */
export async function claimGuest(
  tx: Transaction<Tables>,
  { guestId, customerId }: { guestId: string; customerId: string },
): Promise<void> {
  await lockIds(tx, [guestId]); // so that no payment of the guest begins unseen meanwhile
  await tx
    .insertInto('claimedGuests')
    .values({ guestId, customerId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const locked = tx // in the sequence in which whoever records facts locks payments
    .selectFrom('payments')
    .select('id')
    .where('customerId', '=', guestId)
    .orderBy('id')
    .forUpdate();
  await tx.updateTable('payments').set({ customerId }).where('id', 'in', locked).execute();
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

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [(tx) => ownersOfNew(tx, [])];
