import type { Transaction } from '@cartwright/database';
import type { Language } from '@cartwright/languages';
import type { Tables } from '../generated/tables.ts';
import type { Announcement } from './rules/announcement.ts';
import type { RecentMails } from './rules/mail-limit.ts';

/** Who reads a notification. */
export interface Reader {
  readonly language: Language;
  /** A customer's first name (`nameToGreet`); null for a guest, and for whoever has not confirmed the address. */
  readonly name: string | null;
  /** Whether the address that is written to is known to be the reader's; who is not so may be somebody else. */
  readonly isConfirmed: boolean;
  /** Where pictures of variants are, by the variants' ids: URLs, relative ones to the store's own. */
  readonly pictures: ReadonlyMap<string, string>;
}

/** An announcement in words: subject line, plain text and HTML. */
export interface Rendered {
  readonly title: string;
  readonly body: string;
  readonly html: string;
}

/** Puts an announcement into a reader's words. */
export type Renderer = (announcement: Announcement, reader: Reader) => Rendered;

/** A notification that is new. */
export type NewNotification = Pick<Announcement, 'businessId' | 'type' | 'userId' | 'orderId' | 'recipient'> &
  Rendered & { readonly id: string; readonly channel: 'EMAIL'; readonly language: Language } & HeldBack;

/** That a mail is not to be sent, and why; nothing of it where it is. */
export interface HeldBack {
  readonly state?: 'PENDING' | 'FAILED';
  readonly lastError?: string | null;
}

/** How many mails of each type the addresses of some mailboxes (`mailboxOf`) got within the last hour; those held back do not count. */
export type MailCounter = (
  tx: Transaction<Tables>,
  mailboxes: readonly string[],
) => Promise<readonly RecentMails[]>;

/** What is known of a customer from accounts. */
export interface Customer {
  readonly customerId: string;
  /** Rises with each change. */
  readonly version: number;
  readonly firstName: string;
  /** BCP 47. */
  readonly locale: string;
  /** The address that the customer has proved to be theirs; null while there is none. */
  readonly confirmedEmail: string | null;
}

/** A variant's picture as products announced it. */
export interface Picture {
  readonly variantId: string;
  /** Rises with each change. */
  readonly version: number;
  /** A URL, maybe relative to the store's own; null when there is no picture any more. */
  readonly imageUrl: string | null;
}

/** Where announcements are stored, as part of one transaction. */
export interface AnnouncementStore {
  /**
   * Stores notifications as pending: each once per fact, type and channel, and for the customer that a guest has become
   * where its user is a claimed guest. `findCustomers` of the users goes before: else a guest may be claimed meanwhile.
   */
  readonly storeAnnounced: (notifications: readonly NewNotification[]) => Promise<void>;
  /** Gives a guest's notifications, present and future, to the first customer who claims the guest. */
  readonly claimGuest: (claim: { readonly guestId: string; readonly customerId: string }) => Promise<void>;
  /** Gives a guest's notifications of one order to the customer whose order it turned out to be. */
  readonly claimOrder: (claim: {
    readonly orderId: string;
    readonly formerId: string;
    readonly customerId: string;
  }) => Promise<void>;
  /** Stores what is known of different customers, unless something newer is stored. */
  readonly saveCustomers: (customers: readonly Customer[]) => Promise<void>;
  /**
   * The customers that users are or, as claimed guests, have become, by the users' ids; others are left out. No user is claimed from
   * then on until the transaction ends.
   * @param pictured the variants that `findPictures` is asked for next: it travels with this
   */
  readonly findCustomers: (
    userIds: readonly string[],
    pictured?: readonly string[],
  ) => Promise<ReadonlyMap<string, Pick<Customer, 'firstName' | 'locale' | 'confirmedEmail'>>>;
  /** Stores pictures of different variants, unless something newer is stored. */
  readonly savePictures: (pictures: readonly Picture[]) => Promise<void>;
  /** The pictures of variants, by the variants' ids; who has none is left out. */
  readonly findPictures: (variantIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** The store of announcements within a transaction. */
export type AnnouncementStoreWithin = (tx: Transaction<Tables>) => AnnouncementStore;
