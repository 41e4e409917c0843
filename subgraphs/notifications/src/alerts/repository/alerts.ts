import {
  anyOf,
  deleteBatch,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** An alert as it is stored. */
export type AlertRecord = Readonly<Selectable<Tables['alerts']>>;

/** Users and addresses. */
export interface Whose {
  readonly userIds: readonly string[];
  readonly emails: readonly string[];
}

/** What somebody asks for, and where it goes. */
type Sought = Pick<AlertRecord, 'kind' | 'variantId' | 'userId' | 'email' | 'isOfAccount'>;

/** Has the alerts of a user, of an address and of a variant changed by one transaction at a time, so that they can be counted. */
export async function lockAlerts(tx: Transaction<Tables>, names: readonly string[]): Promise<void> {
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended('alerts ' || name, 0)) FROM unnest(${names.toSorted()}::text[]) AS name
  `.execute(tx);
}

/** How many alerts are open: of a user those that are unconfirmed, too. */
export interface OpenCounts {
  readonly ofUser: number;
  readonly ofAddress: number;
  readonly ofVariant: number;
}

/** How many are open already, counted no further than to the limits. */
export async function countOpen(
  tx: Transaction<Tables>,
  { userId, email, variantId }: Pick<AlertRecord, 'userId' | 'email' | 'variantId'>,
  limits: OpenCounts,
): Promise<OpenCounts> {
  const waiting = (of: 'email' | 'variantId', value: string, limit: number) =>
    tx
      .selectFrom((open) =>
        open
          .selectFrom('alerts')
          .select('id')
          .where(of, '=', value)
          .where('state', '=', sql.lit('WAITING')) // a literal, or the partial index would not be used
          .limit(limit)
          .as('open'),
      )
      .select(sql<number>`count(*)::int4`.as('count'));
  const ofUser = tx
    .selectFrom('alerts')
    .select(sql<number>`count(*)::int4`.as('count'))
    .where('userId', '=', userId)
    .where('state', 'in', ['WAITING', 'UNCONFIRMED']);
  return tx
    .selectNoFrom([
      ofUser.$asScalar().$notNull().as('ofUser'),
      waiting('email', email, limits.ofAddress).$asScalar().$notNull().as('ofAddress'),
      waiting('variantId', variantId, limits.ofVariant).$asScalar().$notNull().as('ofVariant'),
    ])
    .executeTakeFirstOrThrow();
}

/**
 * What a user has waiting for the same already: for an account the one to its own address, whichever that was; else one to this address.
 * What others have waiting is theirs, also where the address is the same one.
 */
export function findWaiting(
  tx: Transaction<Tables>,
  { kind, variantId, userId, email, isOfAccount }: Sought,
): Promise<AlertRecord | undefined> {
  return tx
    .selectFrom('alerts')
    .selectAll()
    .where('userId', '=', userId)
    .where('variantId', '=', variantId)
    .where('kind', '=', kind)
    .where('state', '=', sql.lit('WAITING'))
    .where((eb) =>
      isOfAccount
        ? eb.or([eb('isOfAccount', '=', true), eb('email', '=', email)])
        : eb.and([eb('isOfAccount', '=', false), eb('email', '=', email)]),
    )
    .orderBy('isOfAccount', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Changes an alert while it waits; undefined once it has ended. */
export function saveWaiting(
  tx: Transaction<Tables>,
  id: string,
  change: Partial<AlertRecord>,
): Promise<AlertRecord | undefined> {
  return tx
    .updateTable('alerts')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', sql.lit('WAITING'))
    .returningAll()
    .executeTakeFirst();
}

/** Stores an alert. */
export function insertAlert(tx: Transaction<Tables>, alert: AlertRecord): Promise<AlertRecord> {
  return tx.insertInto('alerts').values(alert).returningAll().executeTakeFirstOrThrow();
}

/** Forgets what a user asked for before and has not confirmed. */
export async function deleteUnconfirmed(
  tx: Transaction<Tables>,
  { kind, variantId, userId }: Pick<AlertRecord, 'kind' | 'variantId' | 'userId'>,
): Promise<void> {
  await tx
    .deleteFrom('alerts')
    .where('userId', '=', userId)
    .where('variantId', '=', variantId)
    .where('kind', '=', kind)
    .where('state', '=', sql.lit('UNCONFIRMED'))
    .execute();
}

/** Changes an alert. */
export function saveAlert(
  tx: Transaction<Tables>,
  id: string,
  change: Partial<AlertRecord>,
): Promise<AlertRecord> {
  return tx.updateTable('alerts').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
}

/** Deletes an alert. */
export async function deleteAlert(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('alerts').where('id', '=', id).execute();
}

/** The alert that a link confirms; undefined once the link is too old. */
export function findByToken(
  tx: Transaction<Tables>,
  tokenHash: string,
  now: Date,
): Promise<AlertRecord | undefined> {
  return byToken(tx, tokenHash, now).executeTakeFirst();
}

/** The same, locked. */
export function lockByToken(
  tx: Transaction<Tables>,
  tokenHash: string,
  now: Date,
): Promise<AlertRecord | undefined> {
  return byToken(tx, tokenHash, now).forUpdate().executeTakeFirst();
}

function byToken(tx: Transaction<Tables>, tokenHash: string, now: Date) {
  return tx.selectFrom('alerts').selectAll().where('tokenHash', '=', tokenHash).where('expiresAt', '>', now);
}

/** An alert of one of some users, locked. */
export function lockOwn(
  tx: Transaction<Tables>,
  { id, userIds }: { readonly id: string; readonly userIds: readonly string[] },
): Promise<AlertRecord | undefined> {
  return tx
    .selectFrom('alerts')
    .selectAll()
    .where('id', '=', id)
    .where('userId', '=', anyOf(userIds))
    .forUpdate()
    .executeTakeFirst();
}

/** The alerts of users, latest first; so many of each at most. */
export function listAlerts(
  db: Statements<Tables>,
  userIds: readonly string[],
  limit: number,
): Promise<AlertRecord[]> {
  return db
    .selectFrom(sql<{ id: string }>`unnest(${userIds}::uuid[])`.as<'owner'>(sql`owner(id)`))
    .innerJoinLateral(
      (list) =>
        list
          .selectFrom('alerts')
          .selectAll('alerts')
          .whereRef('alerts.userId', '=', 'owner.id')
          .orderBy('createdAt', 'desc')
          .orderBy('alerts.id', 'desc')
          .limit(limit)
          .as('list'),
      (join) => join.onTrue(),
    )
    .selectAll('list')
    .orderBy('list.createdAt', 'desc')
    .orderBy('list.id', 'desc')
    .execute();
}

/** What is kept of the alerts of people, oldest first. */
export function alertsOf(db: Statements<Tables>, { userIds, emails }: Whose) {
  return db
    .selectFrom('alerts')
    .select(['kind', 'state', 'email', 'locale', 'variantId', 'currency', 'atMostMinor'])
    .select(['createdAt', 'confirmedAt', 'endedAt'])
    .where((eb) => eb.or([eb('userId', '=', anyOf(userIds)), eb('email', '=', anyOf(emails))]))
    .orderBy('id')
    .execute();
}

/** The addresses that the alerts of users go to, as far as their readers have confirmed it. */
export async function alertAddressesOf(
  db: Statements<Tables>,
  userIds: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('alerts')
    .select('email')
    .distinct()
    .where('userId', '=', anyOf(userIds))
    .where('confirmedAt', 'is not', null)
    .execute();
  return rows.map(({ email }) => email);
}

/** Forgets the alerts of people. */
export async function deleteAlertsOf(tx: Transaction<Tables>, { userIds, emails }: Whose): Promise<void> {
  const rows = await tx
    .selectFrom('alerts')
    .select('id')
    .where((eb) => eb.or([eb('userId', '=', anyOf(userIds)), eb('email', '=', anyOf(emails))]))
    .orderBy('id')
    .forUpdate()
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await tx.deleteFrom('alerts').where('id', '=', anyOf(ids)).execute();
}

/** Deletes what was not confirmed in time, and what has ended before an instant, a batch of each. @returns whether there may be more */
export async function purgeAlerts(
  db: Statements<Tables>,
  { now, endedBefore }: { readonly now: Date; readonly endedBefore: Date },
  limit: number,
): Promise<{ hasMore: boolean }> {
  const ids = db.selectFrom('alerts').select('id');
  const deleteSome = (old: typeof ids) => deleteBatch(db, 'alerts', { key: 'id', old, limit });
  const expired = await deleteSome(ids.where('expiresAt', '<=', now));
  const ended = await deleteSome(ids.where('endedAt', '<', endedBefore));
  return { hasMore: expired >= limit || ended >= limit };
}

const id = '01990000-0000-7000-8000-000000000000';
const to = { userId: id, email: 'a@example.com', isOfAccount: true } as const;
const same = { kind: 'PRICE', variantId: id, ...to } as const;

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => lockAlerts(tx, []),
  (tx) => countOpen(tx, same, { ofUser: 1, ofAddress: 1, ofVariant: 1 }),
  (tx) => findWaiting(tx, same),
  (tx) => lockByToken(tx, '', new Date(0)),
  (db) => alertAddressesOf(db, [id]),
  (db) => listAlerts(db, [], 1),
  (db) => alertsOf(db, { userIds: [], emails: [] }),
  (db) => purgeAlerts(db, { now: new Date(0), endedBefore: new Date(0) }, 1),
];
