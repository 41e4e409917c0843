import { anyOf, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import { sql, type Selectable } from 'kysely';
import type { MailKind } from '../../consents/door.ts';
import type { Tables } from '../../generated/tables.ts';
import type { OfferPrice } from './offers.ts';

/** An alert as it is stored. */
export type AlertRecord = Readonly<Selectable<Tables['alerts']>>;

/** Users and addresses. */
export interface Whose {
  readonly userIds: readonly string[];
  readonly emails: readonly string[];
}

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

/** The alert that waits for the same already. */
export function findWaiting(
  tx: Transaction<Tables>,
  { kind, variantId, email }: Pick<AlertRecord, 'kind' | 'variantId' | 'email'>,
): Promise<AlertRecord | undefined> {
  return tx
    .selectFrom('alerts')
    .selectAll()
    .where('variantId', '=', variantId)
    .where('kind', '=', kind)
    .where('email', '=', email)
    .where('state', '=', sql.lit('WAITING'))
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

/** The alert that a link confirms, locked; undefined once the link is too old. */
export function lockByToken(
  tx: Transaction<Tables>,
  tokenHash: string,
  now: Date,
): Promise<AlertRecord | undefined> {
  return tx
    .selectFrom('alerts')
    .selectAll()
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', now)
    .forUpdate()
    .executeTakeFirst();
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

/** Those who wait for what a variant is now, who asked first first; only where it can be bought. */
export function lockMet(
  tx: Transaction<Tables>,
  {
    variantId,
    prices,
    hasStock,
  }: {
    readonly variantId: string;
    readonly prices: readonly OfferPrice[];
    /** Whether there are pieces, as far as was announced. */
    readonly hasStock: boolean;
  },
  limit: number,
): Promise<AlertRecord[]> {
  return tx
    .selectFrom('alerts')
    .selectAll()
    .where('variantId', '=', variantId)
    .where('state', '=', sql.lit('WAITING'))
    .where((eb) =>
      eb.or([
        ...(hasStock ? [eb('kind', '=', 'STOCK')] : []),
        ...prices.map(({ currency, amountMinor }) =>
          eb.and([
            eb('kind', '=', 'PRICE'),
            eb('currency', '=', currency),
            eb('atMostMinor', '>=', amountMinor),
          ]),
        ),
      ]),
    )
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute();
}

/** Ends alerts that wait. */
export async function endAlerts(
  tx: Transaction<Tables>,
  ids: readonly string[],
  ended: { readonly state: 'TOLD' | 'CANCELLED'; readonly endedAt: Date },
): Promise<void> {
  if (ids.length === 0) return;
  await tx.updateTable('alerts').set(ended).where('id', '=', anyOf(ids)).execute();
}

const kindOf: Partial<Record<MailKind, AlertRecord['kind']>> = {
  STOCK_ALERTS: 'STOCK',
  PRICE_ALERTS: 'PRICE',
};

/** Ends the alerts of an address that are about some kinds of mails, and takes back what was mailed to confirm it. */
export async function endAlertsTo(
  tx: Transaction<Tables>,
  { email, kinds, at }: { readonly email: string; readonly kinds: readonly MailKind[]; readonly at: Date },
): Promise<void> {
  const ofKinds = kinds.flatMap((kind) => kindOf[kind] ?? []);
  if (ofKinds.length === 0) return;
  await tx
    .updateTable('alerts')
    .set({ state: 'CANCELLED', endedAt: at, tokenHash: null, expiresAt: null })
    .where('email', '=', email)
    .where('kind', 'in', ofKinds)
    .where('state', 'in', ['WAITING', 'UNCONFIRMED'])
    .execute();
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

/** Forgets the alerts of people. */
export async function deleteAlertsOf(tx: Transaction<Tables>, { userIds, emails }: Whose): Promise<void> {
  await tx
    .deleteFrom('alerts')
    .where((eb) => eb.or([eb('userId', '=', anyOf(userIds)), eb('email', '=', anyOf(emails))]))
    .execute();
}

/** Deletes what was not confirmed in time, and what has ended before an instant, a batch of each. @returns whether there may be more */
export async function purgeAlerts(
  db: Statements<Tables>,
  { now, endedBefore }: { readonly now: Date; readonly endedBefore: Date },
  limit: number,
): Promise<{ hasMore: boolean }> {
  const expired = await db
    .deleteFrom('alerts')
    .where('id', 'in', (old) =>
      old.selectFrom('alerts').select('id').where('expiresAt', '<=', now).limit(limit),
    )
    .executeTakeFirst();
  const ended = await db
    .deleteFrom('alerts')
    .where('id', 'in', (old) =>
      old.selectFrom('alerts').select('id').where('endedAt', '<', endedBefore).limit(limit),
    )
    .executeTakeFirst();
  return { hasMore: [expired, ended].some(({ numDeletedRows }) => Number(numDeletedRows) === limit) };
}

const id = '01990000-0000-7000-8000-000000000000';
const same = { kind: 'PRICE', variantId: id, userId: id, email: 'a@example.com' } as const;

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => lockAlerts(tx, []),
  (tx) => countOpen(tx, same, { ofUser: 1, ofAddress: 1, ofVariant: 1 }),
  (tx) => findWaiting(tx, same),
  (tx) => lockByToken(tx, '', new Date(0)),
  (tx) => lockMet(tx, { variantId: id, prices: [{ currency: 'EUR', amountMinor: 1 }], hasStock: true }, 1),
  (tx) => endAlertsTo(tx, { email: '', kinds: ['STOCK_ALERTS'], at: new Date(0) }),
  (db) => listAlerts(db, [], 1),
  (db) => alertsOf(db, { userIds: [], emails: [] }),
  (db) => purgeAlerts(db, { now: new Date(0), endedBefore: new Date(0) }, 1),
];
