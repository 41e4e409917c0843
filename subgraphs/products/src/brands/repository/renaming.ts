import { anyOf, type StatementSample, type Statements, type Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import { columns, type Brand } from './brands.ts';

/** How many products have one of some brand names. */
export async function countProducts(db: Statements<Tables>, names: readonly string[]): Promise<number> {
  const { count } = await db
    .selectFrom('products')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .where('brand', '=', anyOf(names))
    .executeTakeFirstOrThrow();
  return count;
}

/** Whether some brand has products that have another name. */
export async function hasRenamed(db: Statements<Tables>): Promise<boolean> {
  const found = await renamed(db).select('id').executeTakeFirst();
  return found !== undefined;
}

/** The next such brand that nobody else works on. */
export function takeRenamed(tx: Transaction<Tables>): Promise<Brand | undefined> {
  return renamed(tx).select(columns).forNoKeyUpdate().skipLocked().executeTakeFirst();
}

function renamed(db: Statements<Tables>) {
  return db
    .selectFrom('brands')
    .where('formerNames', '<>', sql<string[]>`'{}'`)
    .orderBy('id')
    .limit(1);
}

/** Gives some products of a brand its name, locked in the order of their ids. @returns their ids */
export async function renameSome(
  tx: Transaction<Tables>,
  { name, formerNames }: Pick<Brand, 'name' | 'formerNames'>,
  limit: number,
): Promise<string[]> {
  const rows = await tx
    .with(
      (cte) => cte('held').materialized(),
      (qb) =>
        qb
          .selectFrom('products')
          .select('id')
          .where('brand', '=', anyOf(formerNames))
          .orderBy('id')
          .limit(limit)
          .forNoKeyUpdate(),
    )
    .updateTable('products as p')
    .from('held')
    .set({ brand: name })
    .whereRef('p.id', '=', 'held.id')
    .returning('p.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Notes that all products of a brand have its name. */
export async function endRenaming(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.updateTable('brands').set({ formerNames: [] }).where('id', '=', id).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => countProducts(db, ['']),
  (db) => hasRenamed(db),
  (tx) => takeRenamed(tx),
  (tx) => renameSome(tx, { name: '', formerNames: [''] }, 1),
  (tx) => endRenaming(tx, ''),
];
