import type { Transaction } from '@cartwright/database';
import type { DataOf, variantChanged } from '@cartwright/events';
import { mailboxOf } from '@cartwright/input';
import { languageFor } from '@cartwright/languages';
import type { Logger } from '@cartwright/process';
import type { Tables } from '../generated/tables.ts';
import type { AnnouncementStoreWithin, MailCounter, NewNotification, Reader, Renderer } from './ports.ts';
import type { Announcement } from './rules/announcement.ts';
import { heldBack, mailsToHoldBack, withheld, type BudgetedMail } from './rules/mail-limit.ts';
import { nameToGreet } from './rules/name-to-greet.ts';
import { isSecret } from './rules/secret-types.ts';

/** What announcing is built from. */
export interface Dependencies {
  readonly storeWithin: AnnouncementStoreWithin;
  readonly countMails: MailCounter;
  readonly render: Renderer;
  readonly newId: () => string;
  readonly logger: Pick<Logger, 'warn'>;
  /** Told when notifications that are to be sent are committed. */
  readonly onStored?: (() => void) | undefined;
  /** Told of a customer's address once they have proved it, in the transaction that stores it. */
  readonly onAddress?:
    ((tx: Transaction<Tables>, customerId: string, email: string) => Promise<void>) | undefined;
  /** Told what a variant is now, in the transaction that stores its picture. */
  readonly onVariant?:
    ((tx: Transaction<Tables>, data: DataOf<typeof variantChanged>) => Promise<void>) | undefined;
}

/** An announcement, its reader, and what is said to them. */
interface InWords {
  readonly announcement: Announcement;
  readonly reader: Reader;
  readonly words: NewNotification;
}

/**
 * Puts announcements into their readers' words and stores them to be sent, each once per fact and type. A customer's own
 * language goes before that of the request that began it all. Mails beyond what a mailbox gets in an hour are stored as held back.
 */
export async function announce(
  dependencies: Dependencies,
  tx: Transaction<Tables>,
  announcements: readonly Announcement[],
): Promise<void> {
  const store = dependencies.storeWithin(tx);
  const userIds = announcements.map(({ userId }) => userId);
  const variantIds = announcements.flatMap((announcement) => announcement.variantIds);
  const customers = await store.findCustomers(userIds, variantIds);
  const pictures = await store.findPictures(variantIds);
  const inWords = announcements.map((announcement) => {
    const { firstName, locale, confirmedEmail } = customers.get(announcement.userId) ?? {};
    const isConfirmed = confirmedEmail === announcement.recipient;
    const name = firstName === undefined || !isConfirmed ? null : nameToGreet(firstName);
    const preferences = locale === undefined ? [announcement.locale] : [locale, announcement.locale];
    const reader = { language: languageFor(preferences), name, isConfirmed, pictures };
    return { announcement, reader, words: toNotification(dependencies, announcement, reader) };
  });
  await store.storeAnnounced(await withinLimit(dependencies, tx, inWords));
}

/** Of a mail that is held back the words are kept for its reader's list, unless they are a secret. */
async function withinLimit(
  { countMails, logger }: Dependencies,
  tx: Transaction<Tables>,
  inWords: readonly InWords[],
): Promise<NewNotification[]> {
  const mails = inWords.map(({ announcement, reader }) => toBudgeted(announcement, reader));
  const mailboxes = mails.filter(({ isOwed }) => !isOwed).map(({ recipient }) => mailboxOf(recipient));
  const held = mailsToHoldBack(mails, await countMails(tx, mailboxes));
  if (held.size > 0) {
    const types = [...new Set([...held].map((index) => mails[index]?.type))];
    logger.warn({ count: held.size, types }, 'mails are held back: an address gets too many');
  }
  return inWords.map(({ words, announcement: { isWithheld = false } }, index) =>
    isWithheld || held.has(index)
      ? {
          ...words,
          body: isSecret(words.type) ? '' : words.body,
          html: '',
          ...(isWithheld ? withheld : heldBack),
        }
      : { ...words, state: 'PENDING' as const, lastError: null },
  );
}

/** That an address was changed is told to the one before, which had been proved and is no longer its reader's. */
function toBudgeted({ type, recipient, isOwed }: Announcement, { isConfirmed }: Reader): BudgetedMail {
  return { type, recipient, isOwed, isProved: isConfirmed || type === 'EMAIL_CHANGED' };
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
