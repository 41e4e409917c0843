import type { KnownWord } from '../domain/spelling.ts';
import { productColumns } from './columns.ts';
import type { Database } from './database.ts';
import type { ProductRecord } from './records.ts';

/** How many products one suggestion compares. */
const maxCompared = 500;

/** The commonest words that begin with what was typed. */
export function readCompletions(database: Database, beginning: string, limit: number): Promise<KnownWord[]> {
  return database.$queryRaw<KnownWord[]>`
    SELECT word, products FROM search_words
    WHERE starts_with(word, ${beginning}) ORDER BY products DESC, word LIMIT ${limit}`;
}

/**
 * The best of the products that a query finds, as `to_tsquery` reads it: those that have it in their name first, then
 * by rating. Of a query that finds thousands, only some are looked at.
 */
export function readSuggestions(
  database: Database,
  tsquery: string,
  limit: number,
): Promise<ProductRecord[]> {
  return database.$queryRaw<ProductRecord[]>`
    WITH found AS MATERIALIZED (
      SELECT * FROM products WHERE document @@ to_tsquery('english', ${tsquery}) LIMIT ${maxCompared}
    )
    SELECT ${productColumns} FROM found p
    ORDER BY ts_filter(p.document, '{a}') @@ to_tsquery('english', ${tsquery}) DESC,
      p.rating_average DESC, p.rating_count DESC, p.id DESC
    LIMIT ${limit}`;
}
