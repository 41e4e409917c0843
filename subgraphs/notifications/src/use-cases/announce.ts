import type { Announcement } from '../domain/notification.ts';
import type { Transaction } from '../repository/transaction.ts';
import type { Dependencies } from './dependencies.ts';

/** Words an announcement and stores it to be sent, once per fact and type. */
export function announce({ repository, render, newId }: Dependencies) {
  return async (tx: Transaction, announcement: Announcement): Promise<void> => {
    const { businessId, type, userId, orderId, recipient } = announcement;
    const words = render(announcement);
    await repository.announce(tx, {
      id: newId(),
      channel: 'EMAIL',
      businessId,
      type,
      userId,
      orderId,
      recipient,
      ...words,
    });
  };
}
