import {
  anyOf,
  deleteBatch,
  partOfList,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { MailKind } from '../rules/mail-kind.ts';

/** A consent to mails, or its withdrawal. */
export type ConsentRecord = Readonly<Selectable<Tables['consents']>>;

/** Which consents; null for all. */
export interface ConsentList {
  readonly kinds: readonly MailKind[] | null;
  readonly isGiven: boolean | null;
  readonly email: string | null;
  readonly order: 'asc' | 'desc';
}

/** Locks what is said of mails to some addresses until the transaction ends: what is asked before is then still so. */
export async function lockAddresses(tx: Transaction<Tables>, emails: readonly string[]): Promise<void> {
  const names = [...new Set(emails)].toSorted();
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended('consents ' || name, 0)) FROM unnest(${names}::text[]) AS name
  `.execute(tx);
}

/** The latest that was said of each kind of mails to some addresses. */
export function latestConsents(db: Statements<Tables>, emails: readonly string[]): Promise<ConsentRecord[]> {
  return db
    .selectFrom('consents')
    .distinctOn(['email', 'kind'])
    .selectAll()
    .where('email', '=', anyOf(emails))
    .orderBy('email')
    .orderBy('kind')
    .orderBy('id', 'desc')
    .execute();
}

/** Puts consents and withdrawals on record. */
export async function insertConsents(
  tx: Transaction<Tables>,
  consents: readonly ConsentRecord[],
): Promise<void> {
  if (consents.length > 0)
    await tx
      .insertInto('consents')
      .values([...consents])
      .execute();
}

/** A part of a list of consents. */
export function listConsents(
  db: Statements<Tables>,
  { order, ...list }: ConsentList,
  slice: InstantSlice,
): Promise<ConsentRecord[]> {
  return partOfList(selected(db, list).selectAll(), { by: ['createdAt', 'id'], order }, slice).execute();
}

/** How many there are. */
export async function countConsents(
  db: Statements<Tables>,
  list: Omit<ConsentList, 'order'>,
): Promise<number> {
  const { count } = await selected(db, list)
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function selected(db: Statements<Tables>, { kinds, isGiven, email }: Omit<ConsentList, 'order'>) {
  return db
    .selectFrom('consents')
    .$if(kinds !== null, (all) => all.where('kind', 'in', [...(kinds ?? [])]))
    .$if(isGiven !== null, (all) => all.where('isGiven', '=', isGiven))
    .$if(email !== null, (all) => all.where('email', '=', email));
}

/** What was said in the accounts of some people, or of their addresses, oldest first. */
export function consentsOf(
  db: Statements<Tables>,
  { userIds, emails }: { readonly userIds: readonly string[]; readonly emails: readonly string[] },
) {
  return db
    .selectFrom('consents')
    .select(['email', 'kind', 'isGiven', 'source', 'createdAt', 'askedAt'])
    .where((eb) => eb.or([eb('userId', '=', anyOf(userIds)), eb('email', '=', anyOf(emails))]))
    .orderBy('id')
    .execute();
}

/** The addresses that people have spoken for in their accounts. */
export async function consentAddressesOf(
  db: Statements<Tables>,
  userIds: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('consents')
    .select('email')
    .distinct()
    .where('userId', '=', anyOf(userIds))
    .execute();
  return rows.map(({ email }) => email);
}

/** Of some addresses those for which nobody but some people has spoken in an account. */
export async function withoutOthers(
  db: Statements<Tables>,
  { userIds, emails }: { readonly userIds: readonly string[]; readonly emails: readonly string[] },
): Promise<string[]> {
  const rows = await db
    .selectFrom('consents')
    .select('email')
    .distinct()
    .where('email', '=', anyOf(emails))
    .where('userId', 'is not', null)
    .where((eb) => eb.not(eb('userId', '=', anyOf(userIds))))
    .execute();
  const ofOthers = new Set(rows.map(({ email }) => email));
  return emails.filter((email) => !ofOthers.has(email));
}

/** Forgets what people said, and the links of the mails to their addresses. */
export async function deleteConsentsOf(
  tx: Transaction<Tables>,
  { userIds, emails }: { readonly userIds: readonly string[]; readonly emails: readonly string[] },
): Promise<void> {
  await tx
    .deleteFrom('consents')
    .where((eb) => eb.or([eb('userId', '=', anyOf(userIds)), eb('email', '=', anyOf(emails))]))
    .execute();
  await tx.deleteFrom('unsubscribeLinks').where('email', '=', anyOf(emails)).execute();
}

/**
 * Deletes what was said before an instant and is not the latest of its address and kind, a batch of it. The latest counts for as long
 * as nothing else is said.
 * @returns how many
 */
export function purgeConsents(db: Statements<Tables>, before: Date, limit: number): Promise<number> {
  const old = db
    .selectFrom('consents as old')
    .select('old.id')
    .where('old.createdAt', '<', before)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('consents as later')
          .select('later.id')
          .whereRef('later.email', '=', 'old.email')
          .whereRef('later.kind', '=', 'old.kind')
          .whereRef('later.id', '>', 'old.id'),
      ),
    );
  return deleteBatch(db, 'consents', { key: 'id', old, limit, as: 'old' });
}

const everything: ConsentList = {
  kinds: ['NEWSLETTER'],
  isGiven: true,
  email: 'a@example.com',
  order: 'desc',
};
const none = { userIds: [], emails: [] };

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => lockAddresses(tx, []),
  (db) => latestConsents(db, []),
  (db) => listConsents(db, everything, { size: 1, after: { at: new Date(), id: '' }, direction: 'forward' }),
  (db) => countConsents(db, everything),
  (db) => consentsOf(db, none),
  (tx) => deleteConsentsOf(tx, none),
  (db) => consentAddressesOf(db, []),
  (db) => withoutOthers(db, none),
  (db) => purgeConsents(db, new Date(0), 1),
];
