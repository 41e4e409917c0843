import type { KnownWord } from '../domain/spelling.ts';
import type { Database } from './database.ts';

/** How many words of similar spelling are looked at for one that nobody uses. */
const candidatesPerWord = 40;

/** A typed word that no product uses, with words that look like it. */
export interface UnknownWord {
  readonly word: string;
  readonly candidates: KnownWord[];
}

/** Tells whether any product is found by a query, as `to_tsquery` reads it. */
export async function findsAnything(database: Database, tsquery: string): Promise<boolean> {
  // Materialised, because for a mere EXISTS the planner hopes to meet a match soon and scans the whole table.
  const [row] = await database.$queryRaw<{ found: boolean }[]>`
    WITH found AS MATERIALIZED (SELECT FROM products p WHERE p.document @@ to_tsquery('english', ${tsquery}))
    SELECT EXISTS (SELECT FROM found) AS found`;
  return row?.found ?? false;
}

/** Picks the words that no product uses, in any inflection, with the most similar that some do. */
export function readUnknownWords(database: Database, words: readonly string[]): Promise<UnknownWord[]> {
  return database.$queryRaw<UnknownWord[]>`
    SELECT typed.word, similar_words.candidates
    FROM unnest(${[...words]}::text[]) AS typed(word)
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(jsonb_build_object('word', word, 'products', products)), '[]') AS candidates
      FROM (
        SELECT word, products FROM search_words
        ORDER BY search_words.word <-> typed.word LIMIT ${candidatesPerWord}
      ) nearest
    ) similar_words
    WHERE EXISTS (
      SELECT FROM unnest(tsvector_to_array(to_tsvector('english', typed.word))) AS stem
      WHERE NOT EXISTS (SELECT FROM search_lexemes WHERE lexeme = stem)
    )`;
}
