import {
  anyOf,
  jsonb,
  keyedRead,
  partOfList,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql } from 'kysely';
import type { Translations } from '../../languages/door.ts';
import type { Tables } from '../../tables.ts';
import { newWithinDays, type CollectionRule } from '../rules/collection-rule.ts';

/** A collection, without its products. */
export interface Collection {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** Null where it has no marks. */
  readonly descriptionHtml: string | null;
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
  /** Its texts in other languages. */
  readonly translations: Translations;
  readonly isShown: boolean;
  /** Null where staff choose its products one by one. */
  readonly rule: CollectionRule | null;
  /** Whether its products are being looked for anew. */
  readonly isBehind: boolean;
  readonly version: number;
  readonly createdAt: Date;
}

/** Which collections are found: those that shoppers see, or all that there are, for staff. */
export type FoundCollections = 'shown' | 'all';

/** What is read of a collection. */
export const collectionColumns = [
  'id',
  'slug',
  'name',
  'description',
  'descriptionHtml',
  'seoTitle',
  'seoDescription',
  'translations',
  'isShown',
  'rule',
  'isBehind',
  'version',
  'createdAt',
] as const satisfies readonly (keyof Collection)[];

/** Finds collections by their ids. */
export const collectionsByIds = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
  db.selectFrom('collections').select(collectionColumns).where('id', '=', anyOf(ids)),
);

/** Finds collections by their slugs. */
export const collectionsBySlugs = keyedRead((db: Statements<Tables>, slugs: readonly string[]) =>
  db.selectFrom('collections').select(collectionColumns).where('slug', '=', anyOf(slugs)),
);

/** Finds the collections that products are in and shoppers see, the latest first, each with the product that it was found for. */
export const collectionsOfProducts = keyedRead((db: Statements<Tables>, productIds: readonly string[]) =>
  db
    .selectFrom('collectionProducts as member')
    .innerJoin('collections as c', 'c.id', 'member.collectionId')
    .select('member.productId')
    .select(collectionColumns.map((column) => `c.${column}` as const))
    .where('member.productId', '=', anyOf(productIds))
    .where('c.isShown', '=', sql.lit(true))
    .orderBy('c.createdAt', 'desc')
    .orderBy('c.id', 'desc'),
);

/** A part of the collections, the latest first. */
export function listCollections(
  db: Statements<Tables>,
  which: FoundCollections,
  slice: InstantSlice,
): Promise<Collection[]> {
  const list = found(db, which).select(collectionColumns);
  return partOfList(list, { by: ['createdAt', 'id'], order: 'desc' }, slice).execute();
}

/** How many collections there are. */
export async function countCollections(db: Statements<Tables>, which: FoundCollections): Promise<number> {
  const { count } = await found(db, which)
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function found(db: Statements<Tables>, which: FoundCollections) {
  return db
    .selectFrom('collections')
    .$if(which === 'shown', (query) => query.where('isShown', '=', sql.lit(true)));
}

/** Lets nobody else name a collection until the transaction ends. */
export async function lockNames(tx: Transaction<Tables>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('collections', 0))`.execute(tx);
}

/** All slugs that begin as one does. */
export async function slugsLike(tx: Transaction<Tables>, slug: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('collections')
    .select('slug')
    .where((eb) => eb.fn<boolean>('starts_with', ['slug', eb.val(slug)]))
    .execute();
  return new Set(rows.map((row) => row.slug));
}

/** A collection that nobody else changes until the transaction ends; undefined when there is none of that id. */
export function lockCollection(tx: Transaction<Tables>, id: string): Promise<Collection | undefined> {
  return tx
    .selectFrom('collections')
    .select(collectionColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Adds a collection. */
export async function insertCollection(tx: Transaction<Tables>, collection: Collection): Promise<void> {
  const { rule, createdAt } = collection;
  await tx
    .insertInto('collections')
    .values({ ...collection, ...ruleColumns(rule), sweptAt: createdAt })
    .execute();
}

/** Stores what has become of a collection. */
export async function saveCollection(
  tx: Transaction<Tables>,
  { id, ...collection }: Collection,
): Promise<void> {
  await tx
    .updateTable('collections')
    .set({ ...collection, ...ruleColumns(collection.rule) })
    .where('id', '=', id)
    .execute();
}

function ruleColumns(rule: CollectionRule | null) {
  return rule === null
    ? { rule: null, newWithinDays: null }
    : { rule: jsonb(rule), newWithinDays: newWithinDays(rule) };
}

/** Deletes a collection; its products stay. */
export async function deleteCollection(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('collections').where('id', '=', id).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => collectionsByIds(db, ['']),
  (db) => collectionsBySlugs(db, ['']),
  (db) => collectionsOfProducts(db, ['']),
  (db) => countCollections(db, 'shown'),
  (db) => listCollections(db, 'all', { size: 1, after: { at: new Date(0), id: '' }, direction: 'backward' }),
  (tx) => slugsLike(tx, ''),
];
