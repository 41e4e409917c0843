import { guestClaimed } from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import { claimGuest } from '../repository/claim-guest.ts';
import type { Transaction } from '../repository/database.ts';

/** A guest turned out to be a customer: the guest's orders are the customer's. */
export function onGuestClaimed(): MessageHandler<Transaction> {
  return onMessage(guestClaimed, async ({ data }, tx: Transaction) => {
    await claimGuest(tx, data.guestId, data.customerId);
    return [];
  });
}
