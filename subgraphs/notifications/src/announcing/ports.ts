import type { Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { Announcement } from './rules.ts';

/** An announcement in words: subject line, plain text and HTML. */
export interface Rendered {
  readonly title: string;
  readonly body: string;
  readonly html: string;
}

/** Puts an announcement into words. */
export type Renderer = (announcement: Announcement) => Rendered;

/** A notification that is new. */
export type NewNotification = Omit<Announcement, 'locale' | 'content'> &
  Rendered & { readonly id: string; readonly channel: 'EMAIL' };

/** Where announcements are stored, as part of one transaction. */
export interface AnnouncementStore {
  /**
   * Stores notifications as pending: each once per fact, type and channel, and for the customer that a guest has become
   * where its user is a claimed guest.
   */
  readonly storeAnnounced: (notifications: readonly NewNotification[]) => Promise<void>;
  /** Gives a guest's notifications, present and future, to the first customer who claims the guest. */
  readonly claimGuest: (claim: { readonly guestId: string; readonly customerId: string }) => Promise<void>;
}

/** The store of announcements within a transaction. */
export type AnnouncementStoreWithin = (tx: Transaction<Tables>) => AnnouncementStore;
