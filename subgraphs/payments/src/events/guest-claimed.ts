import { guestClaimed } from '@cartwright/events';
import { onMessage } from '@cartwright/messaging';
import type { Transaction } from '../repository/database.ts';
import type { PaymentsRepository } from '../repository/payments-repository.ts';

/** Gives a guest's payments to the customer that the guest turned out to be. */
export function handleGuestClaimed({ claimGuest }: PaymentsRepository) {
  return onMessage<Parameters<typeof guestClaimed.key>[0], Transaction>(
    guestClaimed,
    async ({ data: { guestId, customerId } }, tx) => {
      await claimGuest(tx, guestId, customerId);
      return [];
    },
  );
}
