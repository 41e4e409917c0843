import type { StatementSample, Statements, Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';

/** What this release keeps of each product in an index. Those of another form are not fed: one of this form takes their place. */
const form = 2;

/** How far an index is. */
export interface IndexState {
  readonly name: string;
  readonly filledTo: string | null;
  readonly isFilled: boolean;
  readonly isServing: boolean;
  readonly followedAt: Date;
  /** Whether all that ran when it was registered has ended: since then each change is noted for it. */
  readonly isNoted: boolean;
}

/** The newest index first. */
export async function readIndexes(db: Statements<Tables>): Promise<IndexState[]> {
  return (await states(sql`WHERE form = ${form} ORDER BY name DESC`).execute(db)).rows;
}

/** Takes an index for this process until the transaction ends; undefined where it is gone or another process has it. */
export async function takeIndex(tx: Transaction<Tables>, name: string): Promise<IndexState | undefined> {
  return (await states(sql`WHERE name = ${name} FOR UPDATE SKIP LOCKED`).execute(tx)).rows[0];
}

function states(rest: ReturnType<typeof sql>) {
  return sql<IndexState>`
    SELECT name, filled_to, is_filled, is_serving, followed_at,
      registered_in < pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS is_noted
    FROM search_indexes ${rest}`;
}

/** From its end on, what changes is noted for the index. */
export async function registerIndex(db: Statements<Tables>, name: string, at: Date): Promise<void> {
  await db
    .insertInto('searchIndexes')
    .values({ name, form, followedAt: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Says how far an index is. */
export async function saveIndex(
  tx: Transaction<Tables>,
  name: string,
  state: { readonly followedAt: Date; readonly filledTo?: string; readonly isFilled?: boolean },
): Promise<void> {
  await tx.updateTable('searchIndexes').set(state).where('name', '=', name).execute();
}

/** Whether the index that searches are answered from has what this release keeps of products. */
export async function isServedInForm(db: Statements<Tables>): Promise<boolean> {
  const served = await db
    .selectFrom('searchIndexes')
    .select('name')
    .where('isServing', '=', true)
    .where('form', '=', form)
    .executeTakeFirst();
  return served !== undefined;
}

/** Makes one index that which is read, and forgets those before it. */
export async function serveIndex(tx: Transaction<Tables>, name: string): Promise<void> {
  await tx.deleteFrom('searchIndexes').where('name', '<', name).execute();
  await tx.updateTable('searchIndexes').set({ isServing: true }).where('name', '=', name).execute();
}

/** Takes products that have changed, so many at most, each with all of its changes. */
export async function takeChangedProducts(
  tx: Transaction<Tables>,
  name: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ readonly productId: string }>`
    WITH next AS (
      SELECT product_id FROM search_index_changes WHERE index_name = ${name} ORDER BY product_id LIMIT ${limit}
    ), taken AS (
      DELETE FROM search_index_changes
      WHERE index_name = ${name} AND product_id IN (SELECT product_id FROM next) RETURNING product_id
    )
    SELECT DISTINCT product_id FROM taken ORDER BY product_id`.execute(tx);
  return rows.map(({ productId }) => productId);
}

/** Forgets indexes that nobody has followed since a time, with what was noted for them. */
export async function forgetIndexes(db: Statements<Tables>, before: Date): Promise<void> {
  await db.deleteFrom('searchIndexes').where('followedAt', '<', before).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => readIndexes(tx),
  (tx) => takeIndex(tx, 'products-1'),
  (tx) => registerIndex(tx, 'products-1', new Date(0)),
  (tx) => saveIndex(tx, 'products-1', { followedAt: new Date(0), isFilled: true }),
  (tx) => isServedInForm(tx),
  (tx) => serveIndex(tx, 'products-1'),
  (tx) => takeChangedProducts(tx, 'products-1', 1),
  (tx) => forgetIndexes(tx, new Date(0)),
];
