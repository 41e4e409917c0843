import { guestClaimed } from '@cartwright/events';
import { onMessage } from '@cartwright/messaging';
import type { NotificationsRepository } from '../repository/notifications-repository.ts';
import type { Transaction } from '../repository/transaction.ts';

/** Gives a guest's notifications to the customer that the guest turned out to be. */
export function handleGuestClaimed({ claimGuest }: NotificationsRepository) {
  return onMessage(guestClaimed, async ({ data: { guestId, customerId } }, tx: Transaction) => {
    await claimGuest(tx, guestId, customerId);
    return [];
  });
}
