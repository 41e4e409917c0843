import { partOfList, type StatementSample, type Statements, type Transaction } from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql } from 'kysely';
import type { Tables } from '../tables.ts';

/** What a page was of. */
export type RedirectKind = 'PRODUCT' | 'CATEGORY' | 'COLLECTION' | 'BRAND' | 'PATH';

/** Where an address leads that a page had once. */
export interface Redirect {
  readonly id: string;
  readonly kind: RedirectKind;
  /** A slug, or a path. */
  readonly source: string;
  /** What has another slug now; null for a path. */
  readonly targetId: string | null;
  readonly targetPath: string | null;
  readonly createdAt: Date;
}

/** Nobody is sent on more often than that. */
export const maxHops = 10;

const columns = ['id', 'kind', 'source', 'targetId', 'targetPath', 'createdAt'] as const;

/** The redirect of an address, if there is one. */
export function findRedirect(
  db: Statements<Tables>,
  kind: RedirectKind,
  source: string,
): Promise<Redirect | undefined> {
  return db
    .selectFrom('urlRedirects')
    .select(columns)
    .where('kind', '=', kind)
    .where('source', '=', source)
    .executeTakeFirst();
}

/** The paths that one leads to in turn, itself the first; one more than `maxHops` where there is no end to it. */
export async function readWay(db: Statements<Tables>, path: string): Promise<string[]> {
  const { rows } = await sql<{ readonly path: string }>`
    WITH RECURSIVE way AS (
      SELECT ${path}::text AS path, 0 AS hops
      UNION ALL
      SELECT r.target_path, way.hops + 1 FROM way JOIN url_redirects AS r ON r.kind = 'PATH' AND r.source = way.path
      WHERE way.hops < ${sql.lit(maxHops)}
    )
    SELECT path FROM way ORDER BY hops`.execute(db);
  return rows.map((row) => row.path);
}

/** How many redirects lead to a path in turn, at most `maxHops`. */
export async function countHopsTo(db: Statements<Tables>, path: string): Promise<number> {
  const { rows } = await sql<{ readonly hops: number }>`
    WITH RECURSIVE way AS (
      SELECT ${path}::text AS path, 0 AS hops
      UNION
      SELECT r.source, way.hops + 1 FROM way JOIN url_redirects AS r ON r.kind = 'PATH' AND r.target_path = way.path
      WHERE way.hops < ${sql.lit(maxHops)}
    )
    SELECT max(hops) AS hops FROM way`.execute(db);
  return rows[0]?.hops ?? 0;
}

/** Lets nobody else change where paths lead until the transaction ends. */
export async function lockPaths(tx: Transaction<Tables>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('redirects of paths', 0))`.execute(tx);
}

/** Stores where a path leads, in the place of where it led before. */
export function savePath(
  tx: Transaction<Tables>,
  redirect: {
    readonly id: string;
    readonly source: string;
    readonly targetPath: string;
    readonly createdAt: Date;
  },
): Promise<Redirect> {
  const { targetPath, createdAt } = redirect;
  return tx
    .insertInto('urlRedirects')
    .values({ ...redirect, kind: 'PATH' })
    .onConflict((conflict) => conflict.columns(['kind', 'source']).doUpdateSet({ targetPath, createdAt }))
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** Ends a redirect. @returns what it was; undefined when there is none of that id */
export function deleteRedirect(tx: Transaction<Tables>, id: string): Promise<Redirect | undefined> {
  return tx.deleteFrom('urlRedirects').where('id', '=', id).returning(columns).executeTakeFirst();
}

/** A part of the redirects, the latest first. */
export function listRedirects(db: Statements<Tables>, slice: InstantSlice): Promise<Redirect[]> {
  const list = db.selectFrom('urlRedirects').select(columns);
  return partOfList(list, { by: ['createdAt', 'id'], order: 'desc' }, slice).execute();
}

/** How many redirects there are, of a kind or of all. */
export async function countRedirects(db: Statements<Tables>, kind?: RedirectKind): Promise<number> {
  const { count } = await db
    .selectFrom('urlRedirects')
    .select(sql<number>`count(*)::int4`.as('count'))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'PATH'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => readWay(db, '/'),
  (db) => countHopsTo(db, '/'),
  (tx) => lockPaths(tx),
  (db) => listRedirects(db, { size: 1, after: { at: new Date(0), id: '' }, direction: 'backward' }),
  (db) => countRedirects(db, 'PATH'),
];
