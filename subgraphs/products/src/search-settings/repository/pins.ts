import { partOfList, type StatementSample, type Statements, type Transaction } from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';

/** The products that come first for a query. */
export interface Pins {
  readonly id: string;
  /** As staff typed it. */
  readonly query: string;
  /** Its words in the form that they are compared in. */
  readonly queryKey: string;
  readonly productIds: readonly string[];
  readonly version: number;
  readonly createdAt: Date;
}

/** Which of them a list holds; what is left out does not narrow. */
export interface PinsFilter {
  /** Those that pin any of these products. */
  readonly productIds?: readonly string[];
}

/** Which way a list of them goes. */
export type PinsOrder = 'NEWEST' | 'OLDEST';

const columns = ['id', 'query', 'queryKey', 'productIds', 'version', 'createdAt'] as const;

/** What is pinned for all queries, as searches look it up. */
export function readAllPins(db: Statements<Tables>): Promise<Pick<Pins, 'queryKey' | 'productIds'>[]> {
  return db.selectFrom('searchPins').select(['queryKey', 'productIds']).execute();
}

/** What is pinned under an id. */
export function findPins(db: Statements<Tables>, id: string): Promise<Pins | undefined> {
  return db.selectFrom('searchPins').select(columns).where('id', '=', id).executeTakeFirst();
}

/** What is pinned for a query, if anything. */
export function findPinsOf(db: Statements<Tables>, queryKey: string): Promise<Pins | undefined> {
  return db.selectFrom('searchPins').select(columns).where('queryKey', '=', queryKey).executeTakeFirst();
}

/** Stores what is pinned for a query. */
export async function savePins(tx: Transaction<Tables>, pins: Pins): Promise<void> {
  const { query, version } = pins;
  const productIds = [...pins.productIds];
  await tx
    .insertInto('searchPins')
    .values({ ...pins, productIds })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ query, productIds, version }))
    .execute();
}

/** Ends what is pinned for a query. */
export async function removePins(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('searchPins').where('id', '=', id).execute();
}

/** A part of the list. */
export function listPins(
  db: Statements<Tables>,
  { filter, order }: { readonly filter: PinsFilter; readonly order: PinsOrder },
  slice: InstantSlice,
): Promise<Pins[]> {
  const list = filtered(db, filter).select(columns);
  return partOfList(
    list,
    { by: ['createdAt', 'id'], order: order === 'NEWEST' ? 'desc' : 'asc' },
    slice,
  ).execute();
}

/** How many the list holds. */
export async function countPins(db: Statements<Tables>, filter: PinsFilter): Promise<number> {
  const { count } = await filtered(db, filter)
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function filtered(db: Statements<Tables>, { productIds }: PinsFilter) {
  return db
    .selectFrom('searchPins')
    .$if(productIds !== undefined, (query) =>
      query.where(sql<boolean>`product_ids && ${[...(productIds ?? [])]}::uuid[]`),
    );
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => readAllPins(db),
  (db) => findPins(db, ''),
  (db) => findPinsOf(db, 'mug'),
  (db) =>
    listPins(
      db,
      { filter: { productIds: [''] }, order: 'NEWEST' },
      { size: 1, after: { at: new Date(0), id: '' }, direction: 'backward' },
    ),
  (db) => countPins(db, {}),
];
