import { guestClaimed } from '@cartwright/events';
import { onMessage } from '@cartwright/messaging';
import type { NotificationsRepository, Transaction } from '../repository/notifications-repository.ts';

/** Gives a guest's notifications to the customer that the guest turned out to be. */
export function handleGuestClaimed({ reown }: NotificationsRepository) {
  return onMessage<Parameters<typeof guestClaimed.key>[0], Transaction>(
    guestClaimed,
    async ({ data: { guestId, customerId } }, tx) => {
      await reown(tx, guestId, customerId);
      return [];
    },
  );
}
