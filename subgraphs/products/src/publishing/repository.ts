import { partOfList, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql } from 'kysely';
import type { ProductRef } from '../catalogue/door.ts';
import type { Tables } from '../tables.ts';
import type { ProductStatus, Publication } from './rules/product-status.ts';

/** What is stored of a product's publication. */
export interface StoredPublication extends Publication {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly version: number;
}

/** A product of a list, with what it is sorted by. */
export interface ListedByStatus extends ProductRef {
  readonly createdAt: Date;
}

const columns = ['id', 'name', 'slug', 'version', 'status', 'publishAt', 'publishedAt', 'createdAt'] as const;

/** Reads a product's publication, and lets nobody else change the product; undefined when there is none of that id. */
export function lockPublication(tx: Transaction<Tables>, id: string): Promise<StoredPublication | undefined> {
  return tx.selectFrom('products').select(columns).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

/** The same of a product whose time has come; undefined for any other, and for what another process has in hand. */
export function lockDuePublication(
  tx: Transaction<Tables>,
  id: string,
  now: Date,
): Promise<StoredPublication | undefined> {
  return due(tx, now).select(columns).where('id', '=', id).forNoKeyUpdate().skipLocked().executeTakeFirst();
}

/** The products whose time has come, the longest overdue first. */
export async function findDue(db: Statements<Tables>, now: Date, limit: number): Promise<string[]> {
  const rows = await due(db, now).select('id').orderBy('publishAt').limit(limit).execute();
  return rows.map(({ id }) => id);
}

function due(db: Statements<Tables>, now: Date) {
  return db.selectFrom('products').where('status', '=', 'SCHEDULED').where('publishAt', '<=', now);
}

/** The parts of a product's bundles that shoppers do not see, and would not with this product either. */
export async function readHiddenParts(tx: Transaction<Tables>, productId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('productVariants as bundle')
    .innerJoin('bundleParts as part', 'part.bundleId', 'bundle.id')
    .innerJoin('productVariants as v', 'v.id', 'part.partId')
    .innerJoin('products as p', 'p.id', 'v.productId')
    .select('v.id')
    .distinct()
    .where('bundle.productId', '=', productId)
    .where('p.id', '<>', productId)
    .where('p.status', '<>', 'PUBLISHED')
    .orderBy('v.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Stores what has become of a locked product, as its next version. */
export async function savePublication(
  tx: Transaction<Tables>,
  id: string,
  { status, publishAt, publishedAt, createdAt }: Publication,
): Promise<void> {
  await tx
    .updateTable('products')
    .set((eb) => ({ status, publishAt, publishedAt, createdAt, version: eb('version', '+', eb.lit(1)) }))
    .where('id', '=', id)
    .execute();
}

/** A part of the products of a status, the newest first. */
export function listByStatus(
  db: Statements<Tables>,
  status: ProductStatus,
  slice: InstantSlice,
): Promise<ListedByStatus[]> {
  const list = ofStatus(db, status).select(['id', 'revision', 'createdAt']);
  return partOfList(list, { by: ['createdAt', 'id'], order: 'desc' }, slice).execute();
}

/** How many products have a status. */
export async function countByStatus(db: Statements<Tables>, status: ProductStatus): Promise<number> {
  const { count } = await ofStatus(db, status)
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function ofStatus(db: Statements<Tables>, status: ProductStatus) {
  return db.selectFrom('products').where('status', '=', status);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (db) => countByStatus(db, 'DRAFT'),
  (db) => listByStatus(db, 'DRAFT', { size: 1, after: { at: new Date(0), id: '' }, direction: 'backward' }),
];
