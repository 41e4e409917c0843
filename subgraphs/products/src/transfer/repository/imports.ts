import { partOfList, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Tables } from '../../tables.ts';

/** A file that is worked line by line, and how far. */
export type ProductImport = Readonly<Selectable<Tables['productImports']>>;

/** Who works on imports, and until when nobody else does. */
export interface Lease {
  readonly leaseId: string;
  readonly now: Date;
  readonly leasedUntil: Date;
}

/** Stores that a file is to be worked. */
export async function insertImport(
  tx: Transaction<Tables>,
  row: Insertable<Tables['productImports']>,
): Promise<ProductImport> {
  return tx.insertInto('productImports').values(row).returningAll().executeTakeFirstOrThrow();
}

/** An import by its id. */
export function findImport(db: Statements<Tables>, id: string): Promise<ProductImport | undefined> {
  return db.selectFrom('productImports').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The same, and nobody else changes it until the transaction ends. */
export function lockImport(tx: Transaction<Tables>, id: string): Promise<ProductImport | undefined> {
  return tx.selectFrom('productImports').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Takes the oldest import that is not over and that nobody works on; undefined when there is none. */
export async function claimImport(
  db: Statements<Tables>,
  { leaseId, now, leasedUntil }: Lease,
): Promise<ProductImport | undefined> {
  return db
    .updateTable('productImports')
    .set((eb) => ({
      leaseId,
      leasedUntil,
      attempts: eb('attempts', '+', eb.lit(1)),
      status: 'RUNNING',
      startedAt: eb.fn.coalesce('startedAt', eb.val(now)),
      version: eb('version', '+', eb.lit(1)),
    }))
    .where('id', '=', (eb) =>
      eb
        .selectFrom('productImports')
        .select('id')
        .where('status', 'in', [sql.lit('WAITING' as const), sql.lit('RUNNING' as const)])
        .where((one) => one.or([one('leasedUntil', 'is', null), one('leasedUntil', '<', now)]))
        .orderBy('createdAt')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst();
}

/** Stores what has become of an import. */
export async function saveImport(
  db: Statements<Tables>,
  id: string,
  change: Omit<Updateable<Tables['productImports']>, 'version'>,
): Promise<void> {
  await db
    .updateTable('productImports')
    .set((eb) => ({ ...change, version: eb('version', '+', eb.lit(1)) }))
    .where('id', '=', id)
    .execute();
}

/** Keeps an import for whoever works on it. @returns whether it is still theirs */
export async function renewLease(
  db: Statements<Tables>,
  id: string,
  { leaseId, leasedUntil }: Pick<Lease, 'leaseId' | 'leasedUntil'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('productImports')
    .set({ leasedUntil })
    .where('id', '=', id)
    .where('leaseId', '=', leaseId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Gives an import back that somebody works on, so that others can go on at once, or at a time. */
export async function releaseImport(
  db: Statements<Tables>,
  id: string,
  { leaseId, until }: { readonly leaseId: string; readonly until: Date | null },
): Promise<void> {
  await db
    .updateTable('productImports')
    .set({ leaseId: null, leasedUntil: until })
    .where('id', '=', id)
    .where('leaseId', '=', leaseId)
    .execute();
}

/** Forgets imports that began before a time, and are over. */
export async function forgetImports(db: Statements<Tables>, before: Date): Promise<void> {
  await db
    .deleteFrom('productImports')
    .where('createdAt', '<', before)
    .where('finishedAt', 'is not', null)
    .execute();
}

/** A part of the imports, the latest first. */
export function listImports(db: Statements<Tables>, slice: InstantSlice): Promise<ProductImport[]> {
  const list = db.selectFrom('productImports').selectAll();
  return partOfList(list, { by: ['createdAt', 'id'], order: 'desc' }, slice).execute();
}

/** How many imports there are. */
export async function countImports(db: Statements<Tables>): Promise<number> {
  const { count } = await db
    .selectFrom('productImports')
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => claimImport(db, { leaseId: '', now: new Date(0), leasedUntil: new Date(0) }),
  (db) => saveImport(db, '', { linesRead: 1 }),
  (db) => renewLease(db, '', { leaseId: '', leasedUntil: new Date(0) }),
  (db) => forgetImports(db, new Date(0)),
  (db) => listImports(db, { size: 1, after: { at: new Date(0), id: '' }, direction: 'backward' }),
  (db) => countImports(db),
];
