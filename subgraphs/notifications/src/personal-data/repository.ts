import {
  anyOf,
  deleteBatch,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import { mailboxOf } from '@cartwright/input';
import { sql } from 'kysely';
import { secretTypes } from '../announcing/door.ts';
import type { Tables } from '../generated/tables.ts';

const notificationColumns = [
  ...(['type', 'channel', 'state', 'orderId', 'recipient', 'title', 'body', 'language'] as const),
  ...(['createdAt', 'sentAt', 'readAt'] as const),
];

/** What was said to some people, oldest first; no mail that opens something. */
export function collectNotifications(db: Statements<Tables>, personIds: readonly string[]) {
  return db
    .selectFrom('notifications')
    .select(notificationColumns)
    .where('userId', '=', anyOf(personIds))
    .where('type', 'not in', [...secretTypes])
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
}

const mailboxOfRecipient = sql<string>`regexp_replace(recipient, '\\+[^@]*@', '@')`; // as the index has it

function alertMails(db: Statements<Tables>, emails: readonly string[]) {
  return db
    .selectFrom('notifications')
    .where(mailboxOfRecipient, '=', anyOf(emails.map(mailboxOf)))
    .where('recipient', '=', anyOf(emails))
    .where('type', 'in', [
      'STOCK_ALERT',
      'PRICE_ALERT',
      'ALERT_CONFIRMATION_LINK',
      'NEWSLETTER_CONFIRMATION_LINK',
      'CART_REMINDER',
    ]);
}

/** What was told to people's addresses of what was asked for by others, as guests they may have been themselves; no mail that opens something. */
export function collectAlertMails(
  db: Statements<Tables>,
  { userIds, emails }: { readonly userIds: readonly string[]; readonly emails: readonly string[] },
) {
  return alertMails(db, emails)
    .select(notificationColumns)
    .where((eb) => eb.not(eb('userId', '=', anyOf(userIds))))
    .where('type', 'not in', [...secretTypes])
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
}

/** Deletes what was, or is to be, told to addresses of what was asked for, whoever asked. */
export async function deleteAlertMails(tx: Transaction<Tables>, emails: readonly string[]): Promise<void> {
  if (emails.length === 0) return;
  await tx.deleteFrom('notifications').where('id', 'in', alertMails(tx, emails).select('id')).execute();
}

/** The copies of accounts' data that mails go by. */
export function collectCopies(db: Statements<Tables>, personIds: readonly string[]) {
  return db
    .selectFrom('customers')
    .select(['firstName', 'locale', 'confirmedEmail'])
    .where('customerId', '=', anyOf(personIds))
    .execute();
}

/** Removes the copies of accounts' data. */
export async function forgetPeople(tx: Transaction<Tables>, personIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('customers').where('customerId', '=', anyOf(personIds)).execute();
  await tx.deleteFrom('guestClaims').where('guestId', '=', anyOf(personIds)).execute();
}

/**
 * Deletes what was said to people, also what waits to be mailed; with `isLate` nothing that waits, since it is about an order that
 * was finished after they had gone. That they are erased is mailed all the same.
 */
export async function deleteNotifications(
  tx: Transaction<Tables>,
  personIds: readonly string[],
  { isLate }: { readonly isLate: boolean },
): Promise<void> {
  await tx
    .deleteFrom('notifications')
    .where('userId', '=', anyOf(personIds))
    .where((eb) => eb.not(eb.and([eb('type', '=', 'DATA_ERASED'), eb('state', '=', 'PENDING')])))
    .$if(isLate, (settled) => settled.where('state', '<>', 'PENDING'))
    .execute();
}

/** Deletes what was said last to those who are erased, once it is mailed or given up. */
export async function deleteFarewells(db: Statements<Tables>): Promise<void> {
  await db
    .deleteFrom('notifications')
    .where('type', '=', sql.lit('DATA_ERASED' as const)) // a literal, or the partial index would not be used
    .where('state', '<>', 'PENDING')
    .execute();
}

/** Until when notifications are too old to be kept. */
export interface Expiry {
  readonly before: Date;
  /** For mails that opened something, which nobody sees again. */
  readonly secretBefore: Date;
}

/** Deletes notifications that are too old, a batch of them. @returns how many */
export function purgeNotifications(
  db: Statements<Tables>,
  { before, secretBefore }: Expiry,
  limit: number,
): Promise<number> {
  const old = db
    .selectFrom('notifications')
    .select('id')
    .where('createdAt', '<', secretBefore)
    .where('state', '<>', 'PENDING')
    .where((eb) => eb.or([eb('createdAt', '<', before), eb('type', 'in', [...secretTypes])]));
  return deleteBatch(db, 'notifications', { key: 'id', old, limit });
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (db) => deleteFarewells(db),
  (db) => collectAlertMails(db, { userIds: [], emails: ['a@example.com'] }),
  (tx) => deleteAlertMails(tx, ['a@example.com']),
  (db) => purgeNotifications(db, { before: new Date(0), secretBefore: new Date(0) }, 1),
];
