import type { KnownWord } from '../domain/spelling.ts';
import { productColumns } from './columns.ts';
import type { Database } from './database.ts';
import type { ProductRecord } from './records.ts';

/** The commonest words that begin with what was typed. */
export function readCompletions(database: Database, beginning: string, limit: number): Promise<KnownWord[]> {
  return database.$queryRaw<KnownWord[]>`
    SELECT word, products FROM search_words
    WHERE starts_with(word, ${beginning}) ORDER BY products DESC, word LIMIT ${limit}`;
}

/** The best rated products that a query finds, as `to_tsquery` reads it. */
export function readSuggestions(
  database: Database,
  tsquery: string,
  limit: number,
): Promise<ProductRecord[]> {
  return database.$queryRaw<ProductRecord[]>`
    SELECT ${productColumns} FROM products p
    WHERE p.document @@ to_tsquery('english', ${tsquery})
    ORDER BY p.rating_average DESC, p.rating_count DESC, p.id DESC
    LIMIT ${limit}`;
}
