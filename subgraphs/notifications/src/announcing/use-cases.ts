import type { Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { AnnouncementStoreWithin, NewNotification, Renderer } from './ports.ts';
import type { Announcement } from './rules.ts';

/** What announcing is built from. */
export interface Dependencies {
  readonly storeWithin: AnnouncementStoreWithin;
  readonly render: Renderer;
  readonly newId: () => string;
}

/** Puts announcements into words and stores them to be sent, each once per fact and type. */
export async function announce(
  dependencies: Dependencies,
  tx: Transaction<Tables>,
  announcements: readonly Announcement[],
): Promise<void> {
  const inWords = announcements.map((announcement) => toNotification(dependencies, announcement));
  await dependencies.storeWithin(tx).storeAnnounced(inWords);
}

function toNotification({ render, newId }: Dependencies, announcement: Announcement): NewNotification {
  const { businessId, type, userId, orderId, recipient } = announcement;
  const words = render(announcement);
  return { id: newId(), channel: 'EMAIL', businessId, type, userId, orderId, recipient, ...words };
}
