import {
  anyOf,
  jsonb,
  keyedRead,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import { isId } from '@cartwright/graph';
import { sql } from 'kysely';
import type { Translations } from '../../languages/door.ts';
import type { Tables } from '../../tables.ts';

/** A brand, without its products and its logo. */
export interface Brand {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** What it is sorted by. */
  readonly nameKey: string;
  /** What some of its products are still called by. */
  readonly formerNames: readonly string[];
  readonly description: string;
  /** Null where it has no marks. */
  readonly descriptionHtml: string | null;
  readonly website: string | null;
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
  /** Its texts in other languages. */
  readonly translations: Translations;
  /** Whether shoppers see its page. */
  readonly isShown: boolean;
  /** Whether they do only while one of the products that they see is of it. */
  readonly awaitsProduct: boolean;
  readonly version: number;
  readonly createdAt: Date;
}

/** A brand as it is stored: what it is sorted by follows from its name. */
export type StoredBrand = Omit<Brand, 'nameKey'>;

/** The columns of a `Brand`. */
export const columns = [
  'id',
  'slug',
  'name',
  'nameKey',
  'formerNames',
  'description',
  'descriptionHtml',
  'website',
  'seoTitle',
  'seoDescription',
  'translations',
  'isShown',
  'awaitsProduct',
  'version',
  'createdAt',
] as const satisfies readonly (keyof Brand)[];

/** Finds brands by their ids. */
export const brandsByIds = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
  db.selectFrom('brands').select(columns).where('id', '=', anyOf(ids)),
);

/** Whether shoppers see a row of `brands`; where it is asked, one look for a product. */
export const isSeen = sql<boolean>`(brands.is_shown AND (NOT brands.awaits_product OR EXISTS (
  SELECT FROM products AS seen
  WHERE seen.brand = ANY (array_append(brands.former_names, brands.name)) AND seen.status = 'PUBLISHED')))`;

/** Finds the brands that shoppers see by their ids. */
export const seenByIds = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
  db.selectFrom('brands').select(columns).where('id', '=', anyOf(ids)).where(isSeen),
);

/** Finds the brands that shoppers see by their slugs. */
export const seenBySlugs = keyedRead((db: Statements<Tables>, slugs: readonly string[]) =>
  db.selectFrom('brands').select(columns).where('slug', '=', anyOf(slugs)).where(isSeen),
);

/** Finds the brands that products say by these names, which some of them may have had: one look for each name, and one at those that are being renamed. */
export const brandsByNames = keyedRead((db: Statements<Tables>, names: readonly string[]) =>
  db
    .selectFrom('brands')
    .select(columns)
    .where(sql<boolean>`id IN (${idsByNames(names)})`),
);

/** Likewise those that shoppers see. */
export const seenByNames = keyedRead((db: Statements<Tables>, names: readonly string[]) =>
  db
    .selectFrom('brands')
    .select(columns)
    .where(sql<boolean>`id IN (${idsByNames(names)})`)
    .where(isSeen),
);

const aliases = sql<
  string[]
>`ARRAY(SELECT alias.name FROM brand_aliases AS alias WHERE alias.brand_id = brands.id)`;

/** What some texts may mean as names, present and former, as aliases or as slugs of brands; and whether shoppers see the brand. */
export const brandsByTexts = keyedRead((db: Statements<Tables>, texts: readonly string[]) =>
  db
    .selectFrom('brands')
    .select(['slug', 'name', 'formerNames', isSeen.as('isSeen'), aliases.as('aliases')])
    .where(
      sql<boolean>`id IN (${idsByNames(texts)} UNION ${idsByAliases(texts)} UNION SELECT id FROM brands WHERE slug = ${anyOf(texts)})`,
    ),
);

function idsByNames(names: readonly string[]) {
  return sql<string>`
    SELECT id FROM brands WHERE name_key = ANY (ARRAY(SELECT brand_key(name) FROM unnest(${names}::text[]) AS name))
    UNION SELECT id FROM brands WHERE former_names <> '{}' AND former_names && ${names}::text[]`;
}

function idsByAliases(names: readonly string[]) {
  return sql<string>`
    SELECT brand_id FROM brand_aliases WHERE name_key = ANY (ARRAY(SELECT brand_key(name) FROM unnest(${names}::text[]) AS name))`;
}

/** The name of a brand; undefined when there is none of that id. */
export async function findBrandName(db: Statements<Tables>, id: string): Promise<string | undefined> {
  if (!isId(id)) return undefined;
  return (await brandsByIds(db, [id]))[0]?.name;
}

/** A name as it was typed, and the name of the brand that it means; null where there is none. */
export interface MeantBrand {
  readonly asked: string;
  readonly name: string | null;
}

/** The brands that some names mean; one that is being renamed is meant by its former name, too, and each by its aliases. */
export async function findMeant(db: Statements<Tables>, names: readonly string[]): Promise<MeantBrand[]> {
  const { rows } = await sql<MeantBrand>`
    SELECT asked, coalesce(
      (SELECT b.name FROM brands b WHERE b.name_key = brand_key(asked)),
      (SELECT b.name FROM brands b WHERE b.former_names <> '{}'
        AND EXISTS (SELECT FROM unnest(b.former_names) AS former WHERE brand_key(former) = brand_key(asked)) LIMIT 1),
      (SELECT b.name FROM brands b JOIN brand_aliases a ON a.brand_id = b.id WHERE a.name_key = brand_key(asked))
    ) AS name FROM unnest(${[...names]}::text[]) AS asked`.execute(db);
  return rows;
}

/** Makes the brands that names mean where there are none, and lets nobody rename them until the transaction ends. */
export async function makeMeant(tx: Transaction<Tables>, names: readonly string[]): Promise<MeantBrand[]> {
  const { rows } = await sql<MeantBrand>`
    SELECT asked, hold_brand(asked) AS name FROM unnest(${[...names]}::text[]) AS asked`.execute(tx);
  return rows;
}

/** All names, present and former, and aliases of the brands that some names mean, each with its own; nobody renames them until the transaction ends. */
export async function holdRenamed(
  tx: Transaction<Tables>,
  names: readonly string[],
): Promise<{ readonly name: string; readonly formerNames: readonly string[] }[]> {
  const rows = await tx
    .selectFrom('brands')
    .select(['name', 'formerNames', aliases.as('aliases')])
    .where(sql<boolean>`id IN (${idsByNames(names)} UNION ${idsByAliases(names)})`)
    .orderBy('id')
    .forShare()
    .execute();
  return rows
    .map(({ name, formerNames, aliases: also }) => {
      return { name, formerNames: [...formerNames, ...also.filter((alias) => names.includes(alias))] };
    })
    .filter(({ formerNames }) => formerNames.length > 0);
}

/** All slugs that begin as one does. */
export async function slugsLike(tx: Transaction<Tables>, slug: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('brands')
    .select('slug')
    .where((eb) => eb.fn<boolean>('starts_with', ['slug', eb.val(slug)]))
    .execute();
  return new Set(rows.map((row) => row.slug));
}

/** A brand that nobody else changes, and that no product gets anew, until the transaction ends; undefined when there is none of that id. */
export function lockBrand(tx: Transaction<Tables>, id: string): Promise<Brand | undefined> {
  return tx.selectFrom('brands').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Likewise several, in one order, whoever asks: nobody waits for somebody who waits for them. */
export function lockBrands(tx: Transaction<Tables>, ids: readonly string[]): Promise<Brand[]> {
  return tx
    .selectFrom('brands')
    .select(columns)
    .where('id', '=', anyOf(ids))
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Adds a brand. */
export function insertBrand(tx: Transaction<Tables>, brand: StoredBrand): Promise<Brand> {
  return tx
    .insertInto('brands')
    .values({ id: brand.id, ...valuesOf(brand) })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** Stores what has become of a brand. */
export function saveBrand(tx: Transaction<Tables>, brand: StoredBrand): Promise<Brand> {
  return tx
    .updateTable('brands')
    .set(valuesOf(brand))
    .where('id', '=', brand.id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** Without what follows from the name, whatever else is given. */
function valuesOf(brand: Omit<StoredBrand, 'id'>) {
  const { slug, name, description, descriptionHtml, website, seoTitle, seoDescription, version, createdAt } =
    brand;
  const { isShown, awaitsProduct } = brand;
  const texts = { slug, name, description, descriptionHtml, website, seoTitle, seoDescription };
  const [formerNames, translations] = [[...brand.formerNames], jsonb(brand.translations)];
  return { ...texts, formerNames, translations, isShown, awaitsProduct, version, createdAt };
}

/** Deletes a brand. */
export async function deleteBrand(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('brands').where('id', '=', id).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => brandsByIds(db, ['']),
  (db) => seenByIds(db, ['']),
  (db) => seenBySlugs(db, ['']),
  (db) => brandsByNames(db, ['']),
  (db) => seenByNames(db, ['']),
  (db) => brandsByTexts(db, ['']),
  (tx) => holdRenamed(tx, ['']),
  (db) => findMeant(db, ['']),
  (tx) => makeMeant(tx, ['']),
  (tx) => slugsLike(tx, ''),
  (tx) => lockBrands(tx, ['']),
];
