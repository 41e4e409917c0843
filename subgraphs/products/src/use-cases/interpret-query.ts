import { searchWords, toTsquery } from '../domain/search-text.ts';
import { closestWord } from '../domain/spelling.ts';
import type { Database } from '../repository/database.ts';
import { findsAnything, readUnknownWords, type UnknownWord } from '../repository/search-words.ts';

/** What a buyer meant. */
export interface InterpretedQuery {
  /** As PostgreSQL's `to_tsquery` reads it. */
  readonly tsquery: string;
  /** The query as it should have been spelt; null when it was spelt well, or nobody knows. */
  readonly didYouMean: string | null;
}

/**
 * Finds out what to search for: the words as they were typed when some product has them all; else with the unknown
 * ones corrected; else products that have any of them.
 */
export async function interpretQuery(database: Database, query: string): Promise<InterpretedQuery> {
  const words = searchWords(query);
  const typed = toTsquery(words.map((word) => [word]));
  if (words.length === 0 || (await findsAnything(database, typed)))
    return { tsquery: typed, didYouMean: null };
  const unknown = new Map((await readUnknownWords(database, words)).map((entry) => [entry.word, entry]));
  const meant = words.map((word) => meaningOf(word, unknown.get(word)));
  const alternatives = meant.map((meaning) => meaning.alternatives);
  const tsquery = await firstThatFinds(database, [toTsquery(alternatives), toTsquery(alternatives, 'any')]);
  const isCorrected = meant.some(({ spelling }, index) => spelling !== words[index]);
  const didYouMean = isCorrected ? meant.map(({ spelling }) => spelling).join(' ') : null;
  return tsquery === null ? { tsquery: typed, didYouMean: null } : { tsquery, didYouMean };
}

interface Meaning {
  readonly spelling: string;
  readonly alternatives: string[];
}

/** A word that is known stands for itself; one that is not for its correction, or for all that begin with it. */
function meaningOf(word: string, unknown: UnknownWord | undefined): Meaning {
  if (unknown === undefined) return { spelling: word, alternatives: [word] };
  const spelling = closestWord(word, unknown.candidates);
  if (spelling !== null) return { spelling, alternatives: [spelling] };
  const longer = unknown.candidates
    .map((candidate) => candidate.word)
    .filter((known) => known.startsWith(word));
  return { spelling: word, alternatives: longer.length > 0 ? longer : [word] };
}

async function firstThatFinds(database: Database, tsqueries: readonly string[]): Promise<string | null> {
  for (const tsquery of tsqueries) if (await findsAnything(database, tsquery)) return tsquery;
  return null;
}
