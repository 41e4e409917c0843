import {
  anyOf,
  builtOnce,
  type Records,
  recordset,
  recordsOf,
  type Statements,
  type StatementSample,
} from '@cartwright/database';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import { withheld } from '../rules/mail-limit.ts';
import { secretTypes } from '../rules/secret-types.ts';

const dueMailColumns = ['id', 'type', 'recipient', 'title', 'body', 'html', 'language', 'attempts'] as const;

/** A mail that is due, leased to one sender; `attempts` counts this attempt too. */
export type DueMail = Readonly<Pick<Selectable<Tables['notifications']>, (typeof dueMailColumns)[number]>>;

/** Names one attempt at a mail. */
export type Attempt = Pick<DueMail, 'id' | 'attempts'>;

/** How an attempt failed. */
export interface FailedAttempt {
  readonly error: string;
  /** Null to give up. */
  readonly retryInSeconds: number | null;
}

/** Leases up to `limit` mails that are due to the caller: one statement, by the clock that all senders share. */
export const leaseDue = builtOnce(
  (
    db: Statements<Tables>,
    { limit, leaseSeconds }: { readonly limit: number; readonly leaseSeconds: number },
  ) =>
    db
      .with(
        (cte) => cte('due').materialized(),
        (due) =>
          due
            .selectFrom('notifications')
            .select('id')
            .where('state', '=', sql.lit('PENDING')) // a literal, or the partial index would not be used
            .where('nextAttemptAt', '<=', sql<Date>`now()`)
            .orderBy('nextAttemptAt')
            .limit(limit)
            .forUpdate()
            .skipLocked(),
      )
      .updateTable('notifications')
      .from('due')
      .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), nextAttemptAt: inSeconds(leaseSeconds) }))
      .whereRef('notifications.id', '=', 'due.id')
      .returning(dueMailColumns.map((column) => `notifications.${column}` as const)),
);

/** A text that is a secret is forgotten once it is sent or given up. */
const unlessSecret = (column: 'body' | 'html') =>
  sql<string>`CASE WHEN notifications.type IN (${sql.join(secretTypes.map((type) => sql.lit(type)))}) THEN '' ELSE ${sql.ref(`notifications.${column}`)} END`;

/** A mail that is sent. */
export interface SentMail extends Pick<DueMail, 'id'> {
  readonly sentAt: Date;
}

/** Records that mails are sent, whoever has their leases by now; in one order everywhere, so that no two wait for each other. */
export async function markSent(db: Statements<Tables>, sent: readonly SentMail[]): Promise<void> {
  const inOrder = sent.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  await setSent(db, { sent: recordsOf(inOrder) });
}

const setSent = builtOnce((db: Statements<Tables>, { sent }: { readonly sent: Records<SentMail> }) =>
  db
    .updateTable('notifications')
    .from(recordset(db, 'notifications', sent).as('sent'))
    .set((eb) => ({
      state: 'SENT',
      sentAt: eb.ref('sent.sentAt'),
      lastError: null,
      body: unlessSecret('body'),
      html: unlessSecret('html'),
    }))
    .whereRef('notifications.id', '=', 'sent.id')
    .where('notifications.state', '!=', 'SENT'),
);

/** Records that an attempt failed, unless another sender has taken the mail over since. */
export async function markFailed(
  db: Statements<Tables>,
  { id, attempts }: Attempt,
  { error, retryInSeconds }: FailedAttempt,
): Promise<void> {
  await db
    .updateTable('notifications')
    .set({ lastError: error, nextAttemptAt: inSeconds(retryInSeconds ?? 0) })
    .$if(retryInSeconds === null, (update) =>
      update.set({ state: 'FAILED', body: unlessSecret('body'), html: unlessSecret('html') }),
    )
    .where('id', '=', id)
    .where('state', '=', 'PENDING')
    .where('attempts', '=', attempts)
    .execute();
}

interface Withdrawn {
  readonly email: string;
  readonly kinds: readonly string[];
  readonly confirmable: readonly string[];
}

/** What mails are about whose kinds an address has switched off. */
const typeOf = {
  STOCK_ALERTS: 'STOCK_ALERT',
  PRICE_ALERTS: 'PRICE_ALERT',
  NEWSLETTER: 'NEWSLETTER_CONFIRMATION_LINK',
  CART_REMINDER: 'CART_REMINDER',
} as const;

/**
 * Gives up the mails of some kinds that wait to be sent to an address.
 * @param confirmable the alerts that can be confirmed still: of all others nobody is asked any more
 */
export async function withdrawMails(
  db: Statements<Tables>,
  { email, kinds, confirmable }: Withdrawn,
): Promise<void> {
  const types = Object.entries(typeOf).flatMap(([kind, type]) => (kinds.includes(kind) ? [type] : []));
  if (types.length === 0) return;
  await db
    .updateTable('notifications')
    .set({ ...withheld, body: unlessSecret('body'), html: '' })
    .where('state', '=', sql.lit('PENDING')) // a literal, or the partial index would not be used
    .where('recipient', '=', email)
    .where((eb) =>
      eb.or([
        eb('type', 'in', types),
        eb.and([
          eb('type', '=', 'ALERT_CONFIRMATION_LINK'),
          eb.not(eb('businessId', '=', anyOf(confirmable))),
        ]),
      ]),
    )
    .execute();
}

function inSeconds(seconds: number) {
  return sql<Date>`now() + make_interval(secs => ${seconds}::int)`;
}

const attempt = { id: '01990000-0000-7000-8000-000000000000', attempts: 1 };
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (db) => leaseDue(db, { limit: 1, leaseSeconds: 1 }),
  (db) => markSent(db, [{ id: attempt.id, sentAt: new Date(0) }]),
  (db) => withdrawMails(db, { email: '', kinds: ['STOCK_ALERTS'], confirmable: [attempt.id] }),
  (db) => markFailed(db, attempt, { error: '', retryInSeconds: 1 }),
];
