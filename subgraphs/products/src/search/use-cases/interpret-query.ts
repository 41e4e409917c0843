import type { Parts } from '../../parts.ts';
import { findsAnything, readUnknownWords, type UnknownWord } from '../repository/search-words.ts';
import { searchWords, toTsquery } from '../rules/search-text.ts';
import { closestWord } from '../rules/spelling.ts';

/** A query of more words than this is taken as it was typed: correcting it would cost too much. */
const maxCorrected = 12;

/** What a buyer meant. */
export interface InterpretedQuery {
  /** As PostgreSQL's `to_tsquery` reads it. */
  readonly tsquery: string;
  /** The query as it should have been spelt; null when it was spelt well, or no better spelling is known. */
  readonly didYouMean: string | null;
}

/**
 * Finds out what to search for: the words as they were typed when some product has them all; else with the unknown
 * ones corrected; else products that have any of them.
 */
export async function interpretQuery(
  { database: { statements } }: Pick<Parts, 'database'>,
  query: string,
): Promise<InterpretedQuery> {
  const words = searchWords(query);
  const typed = toTsquery(words.map((word) => [word]));
  const asTyped = { tsquery: typed, didYouMean: null };
  if (words.length === 0 || words.length > maxCorrected) return asTyped;
  if (await findsAnything(statements, typed)) return asTyped;
  const unknown = new Map((await readUnknownWords(statements, words)).map((entry) => [entry.word, entry]));
  const meant = words.map((word) => meaningOf(word, unknown.get(word)));
  const alternatives = meant.map((meaning) => meaning.alternatives);
  for (const tsquery of [toTsquery(alternatives), toTsquery(alternatives, 'any')]) {
    if (await findsAnything(statements, tsquery)) return { tsquery, didYouMean: correctionOf(words, meant) };
  }
  return asTyped;
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

function correctionOf(words: readonly string[], meant: readonly Meaning[]): string | null {
  const isCorrected = meant.some(({ spelling }, index) => spelling !== words[index]);
  return isCorrected ? meant.map(({ spelling }) => spelling).join(' ') : null;
}
