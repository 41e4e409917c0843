import type { Transaction } from '@cartwright/database';
import { languageFor } from '@cartwright/languages';
import type { Tables } from '../generated/tables.ts';
import type { AnnouncementStoreWithin, NewNotification, Reader, Renderer } from './ports.ts';
import type { Announcement } from './rules/announcement.ts';
import { nameToGreet } from './rules/name-to-greet.ts';

/** What announcing is built from. */
export interface Dependencies {
  readonly storeWithin: AnnouncementStoreWithin;
  readonly render: Renderer;
  readonly newId: () => string;
}

/**
 * Puts announcements into their readers' words and stores them to be sent, each once per fact and type. A customer's own
 * language goes before that of the request that began it all.
 */
export async function announce(
  dependencies: Dependencies,
  tx: Transaction<Tables>,
  announcements: readonly Announcement[],
): Promise<void> {
  const store = dependencies.storeWithin(tx);
  const customers = await store.findCustomers(announcements.map(({ userId }) => userId));
  const pictures = await store.findPictures(announcements.flatMap(({ variantIds }) => variantIds));
  const inWords = announcements.map((announcement) => {
    const { firstName, locale } = customers.get(announcement.userId) ?? {};
    const name = firstName === undefined ? null : nameToGreet(firstName);
    const preferences = locale === undefined ? [announcement.locale] : [locale, announcement.locale];
    const reader = { language: languageFor(preferences), name, pictures };
    return toNotification(dependencies, announcement, reader);
  });
  await store.storeAnnounced(inWords);
}

function toNotification(
  { render, newId }: Dependencies,
  announcement: Announcement,
  reader: Reader,
): NewNotification {
  const { businessId, type, userId, orderId, recipient } = announcement;
  const { language } = reader;
  const about = { businessId, type, userId, orderId, recipient, language };
  return { id: newId(), channel: 'EMAIL', ...about, ...render(announcement, reader) };
}
