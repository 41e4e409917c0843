import type { StatementSample, Statements } from '@cartwright/database';
import { sql } from 'kysely';
import { collectionColumns, type Collection } from '../../collections/door.ts';
import type { Tables } from '../../tables.ts';

/** Of more collections that have the words, in whichever language, those with longer names are not looked at. */
const maxCompared = 200;

/** The collections that shoppers see and that have, in any language, a word that begins with each of one of some texts. */
export function collectionsNamed(db: Statements<Tables>, readings: readonly string[]): Promise<Collection[]> {
  const words = sql`SELECT string_agg(word || ':*', ' & ') AS words FROM unnest(suggestion_words(reading)) AS word`;
  const tsquery = sql`(
    SELECT string_agg('(' || words || ')', ' | ') FROM unnest(${readings}::text[]) AS reading CROSS JOIN LATERAL (${words}) AS begun
  )::tsquery`;
  return db
    .selectFrom('collections')
    .select(collectionColumns)
    .where('isShown', '=', sql.lit(true))
    .where(sql<boolean>`suggestion_vector(name, translations) @@ ${tsquery}`)
    .orderBy((eb) => eb.fn('length', ['name']))
    .orderBy('name')
    .orderBy('id')
    .limit(maxCompared)
    .execute();
}

/** The brands of what shoppers see that begin with a text, in the order of the alphabet: one look into an index for each. */
export async function brandsThatBegin(
  db: Statements<Tables>,
  typed: string,
  limit: number,
): Promise<string[]> {
  const next = (after: string) => sql`
    SELECT search_key(brand) COLLATE "C" AS key, brand FROM products
    WHERE status = 'PUBLISHED' AND ${sql.raw(after)} AND search_key(brand) COLLATE "C" < asked.beyond
    ORDER BY search_key(brand) COLLATE "C", brand LIMIT 1`;
  const { rows } = await sql<{ brand: string }>`
    WITH RECURSIVE asked AS MATERIALIZED (
      SELECT search_key(${typed}) COLLATE "C" AS beginning, (search_key(${typed}) || chr(1114111)) COLLATE "C" AS beyond
    ), brands AS (
      (SELECT first.* FROM asked CROSS JOIN LATERAL (${next(`search_key(brand) COLLATE "C" >= asked.beginning`)}) AS first
        WHERE asked.beginning <> '')
      UNION ALL
      SELECT following.* FROM brands CROSS JOIN asked
        CROSS JOIN LATERAL (${next(`(search_key(brand) COLLATE "C", brand) > (brands.key, brands.brand)`)}) AS following
    )
    SELECT brand FROM brands WHERE brand <> '' LIMIT ${limit}::integer`.execute(db);
  return rows.map(({ brand }) => brand);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => collectionsNamed(tx, ['summer sa', 'sale']),
  (tx) => brandsThatBegin(tx, 'th', 1),
];
