import type { Announcement } from '../domain/notification.ts';
import type { NewNotification } from '../repository/insert-announced.ts';
import type { Transaction } from '../repository/transaction.ts';
import type { Dependencies } from './dependencies.ts';

/** Words announcements and stores them to be sent, each once per fact and type. */
export function announce({ repository, render, newId }: Dependencies) {
  const inWords = (announcement: Announcement): NewNotification => {
    const { businessId, type, userId, orderId, recipient } = announcement;
    const words = render(announcement);
    return { id: newId(), channel: 'EMAIL', businessId, type, userId, orderId, recipient, ...words };
  };
  return (tx: Transaction, announcements: readonly Announcement[]): Promise<void> =>
    repository.announce(tx, announcements.map(inWords));
}
