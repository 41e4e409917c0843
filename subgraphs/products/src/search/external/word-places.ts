import type { WordWeight } from '../rules/indexed-words.ts';
import type { WordQuery } from '../rules/parse-tsquery.ts';

/** What a word weighs where it stands, as PostgreSQL's `ts_rank` has it. */
export const placeWeights: Readonly<Record<WordWeight, number>> = { A: 1, B: 0.4, C: 0.2, D: 0.1 };

const everywhere = ['A', 'B', 'C', 'D'] as const;

/** Where words may stand: those of which one is to be in the name have their neighbours there, too. */
export function placesOf(query: WordQuery): readonly WordWeight[] {
  return isInName(query) ? ['A'] : everywhere;
}

function isInName(query: WordQuery): boolean {
  return query.kind === 'word' ? query.inName : query.parts.some(isInName);
}
