import {
  anyOf,
  deleteBatch,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';

/** So much is kept of what somebody has looked at. */
export const mostViews = 50;

/** That somebody looks at a product. */
export interface View {
  readonly personId: string;
  readonly productId: string;
  readonly viewedAt: Date;
}

/** For so long it is not noted once more that somebody who has refused is there. */
const metAgainMs = 24 * 60 * 60_000;

/**
 * Whether it is kept what somebody looks at, whoever of these they are; they decide nothing else until the transaction ends. Where they have
 * refused, it is noted that they are still there.
 */
export async function holdRecorded(
  tx: Transaction<Tables>,
  personIds: readonly string[],
  now: Date,
): Promise<boolean> {
  await lockPersons(tx, personIds);
  const refusal = await tx
    .selectFrom('productViewRefusals')
    .select('personId')
    .where('personId', '=', anyOf(personIds))
    .limit(1)
    .executeTakeFirst();
  if (refusal !== undefined) await noteMet(tx, personIds, now);
  return refusal === undefined;
}

/** Notes once a day that somebody is there, where they have refused: a guest's refusal is kept for so long after. Waits for nobody. */
export async function noteMet(
  db: Statements<Tables>,
  personIds: readonly string[],
  now: Date,
): Promise<void> {
  const unmet = db
    .selectFrom('productViewRefusals')
    .select('personId')
    .where('personId', '=', anyOf(personIds))
    .where('metAt', '<', new Date(now.getTime() - metAgainMs))
    .forUpdate()
    .skipLocked();
  await db.updateTable('productViewRefusals').set({ metAt: now }).where('personId', 'in', unmet).execute();
}

/** In one order, whoever asks: nobody waits for somebody who waits for them. */
async function lockPersons(tx: Transaction<Tables>, personIds: readonly string[]): Promise<void> {
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended('views of ' || id, 0))
    FROM (SELECT id FROM unnest(${[...personIds]}::uuid[]) AS asked (id) ORDER BY id) AS persons`.execute(tx);
}

/** Keeps a view, but for one that is less than so many seconds after the one before. @returns whether it is new */
export async function saveView(
  tx: Transaction<Tables>,
  { personId, productId, viewedAt }: View,
  pauseSeconds: number,
): Promise<boolean> {
  const since = new Date(viewedAt.getTime() - pauseSeconds * 1_000);
  const saved = await tx
    .insertInto('productViews')
    .values({ personId, productId, viewedAt })
    .onConflict((conflict) =>
      conflict
        .columns(['personId', 'productId'])
        .doUpdateSet({ viewedAt })
        .where('productViews.viewedAt', '<', since),
    )
    .returning('productId')
    .execute();
  return saved.length > 0;
}

/** Forgets what somebody has looked at before the latest that are kept. */
export async function trimViewsOf(tx: Transaction<Tables>, personId: string): Promise<void> {
  await sql`
    DELETE FROM product_views WHERE person_id = ${personId}::uuid AND product_id IN (
      SELECT product_id FROM product_views WHERE person_id = ${personId}::uuid
      ORDER BY viewed_at DESC, product_id DESC OFFSET ${mostViews}
    )`.execute(tx);
}

/** The products that some persons have looked at and that are shown, each once, the latest first. */
export async function readViewed(
  db: Statements<Tables>,
  personIds: readonly string[],
  limit: number,
): Promise<{ readonly id: string; readonly revision: string }[]> {
  return db
    .selectFrom('productViews as v')
    .innerJoin('products as p', 'p.id', 'v.productId')
    .select(['p.id', 'p.revision'])
    .where('v.personId', '=', anyOf(personIds))
    .where('p.status', '=', 'PUBLISHED')
    .groupBy('p.id')
    .orderBy((eb) => eb.fn.max('v.viewedAt'), 'desc')
    .orderBy('p.id', 'desc')
    .limit(limit)
    .execute();
}

/** Somebody who decides whether it is kept what they look at. */
export interface Decider {
  /** All that they are. */
  readonly personIds: readonly string[];
  /** The one of these that is a guest's; null where none is. */
  readonly guestId: string | null;
}

/** Has nothing kept of what somebody looks at, and forgets what was. */
export async function refuseViews(
  tx: Transaction<Tables>,
  { personIds, guestId }: Decider,
  refusedAt: Date,
): Promise<void> {
  await lockPersons(tx, personIds);
  const at = { refusedAt, metAt: refusedAt };
  await tx
    .insertInto('productViewRefusals')
    .values(personIds.map((personId) => ({ ...at, personId, isGuests: personId === guestId })))
    .onConflict((conflict) =>
      conflict.column('personId').doUpdateSet((eb) => ({
        metAt: refusedAt,
        isGuests: eb.ref('excluded.isGuests'),
      })),
    )
    .execute();
  await tx.deleteFrom('productViews').where('personId', '=', anyOf(personIds)).execute();
}

/** Has it kept again what persons look at. */
export async function allowViews(tx: Transaction<Tables>, personIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('productViewRefusals').where('personId', '=', anyOf(personIds)).execute();
}

/** Forgets what was looked at before a moment, a batch of it. @returns how much */
export async function trimViews(db: Statements<Tables>, before: Date, limit: number): Promise<number> {
  const { rows } = await sql`
    DELETE FROM product_views WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM product_views WHERE viewed_at < ${before} ORDER BY viewed_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )) RETURNING true`.execute(db);
  return rows.length;
}

/** Forgets what guests refused who were not met since a moment, a batch of it. @returns how much */
export function purgeRefusals(db: Statements<Tables>, before: Date, limit: number): Promise<number> {
  const old = db
    .selectFrom('productViewRefusals')
    .select('personId')
    .where('isGuests', '=', sql.lit(true)) // a literal, or the partial index would not be used
    .where('metAt', '<', before);
  return deleteBatch(db, 'productViewRefusals', { key: 'personId', old, limit });
}

/** What people have looked at, the latest first, and since when they do not want it to be kept. */
export async function collectViews(db: Statements<Tables>, personIds: readonly string[]) {
  const productViews = await db
    .selectFrom('productViews as v')
    .innerJoin('products as p', 'p.id', 'v.productId')
    .select(['p.name as product', 'v.viewedAt'])
    .where('v.personId', '=', anyOf(personIds))
    .orderBy('v.viewedAt', 'desc')
    .orderBy('v.productId')
    .execute();
  const refusals = await db
    .selectFrom('productViewRefusals')
    .select('refusedAt')
    .where('personId', '=', anyOf(personIds))
    .execute();
  return { productViews, productViewsRefusedAt: refusals.map(({ refusedAt }) => refusedAt) };
}

/** Forgets what people have looked at, and what they said of it. */
export async function forgetViews(tx: Transaction<Tables>, personIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('productViews').where('personId', '=', anyOf(personIds)).execute();
  await allowViews(tx, personIds);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => holdRecorded(tx, [''], new Date(0)),
  (db) => noteMet(db, [''], new Date(0)),
  (tx) => saveView(tx, { personId: '', productId: '', viewedAt: new Date(0) }, 60),
  (tx) => trimViewsOf(tx, ''),
  (db) => readViewed(db, [''], 1),
  (db) => trimViews(db, new Date(0), 1),
  (db) => purgeRefusals(db, new Date(0), 1),
  (db) => collectViews(db, ['']),
];
