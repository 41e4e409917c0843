import { tokenOf } from '../../rules/indexed-words.ts';
import { parseTsquery, type WordQuery } from '../../rules/parse-tsquery.ts';
import type { Clause } from './clause.ts';

/** What a word weighs where it stands, as PostgreSQL's `ts_rank` has it. */
const weights = { A: 1, B: 0.4, C: 0.2, D: 0.1 } as const;

const everywhere = ['A', 'B', 'C', 'D'] as const;

/** What finds the products that a `tsquery` finds; each that it finds is weighed by where its words stand. */
export function clauseOfWords(tsquery: string): Clause {
  const query = parseTsquery(tsquery);
  return query === null ? { match_none: {} } : clauseOf(query);
}

function clauseOf(query: WordQuery): Clause {
  switch (query.kind) {
    case 'word':
      return best(placesOf(query), (place) => ({
        term: { [`words.${place}`]: { value: tokenOf(query.lexeme), boost: weights[place] } },
      }));
    case 'phrase':
      return best(placesOf(query), (place) => ({
        intervals: { [`words.${place}`]: { ...intervalsOf(query), boost: weights[place] } },
      }));
    case 'all':
      return { bool: { must: query.parts.map(clauseOf) } };
    case 'any':
      return { bool: { should: query.parts.map(clauseOf), minimum_should_match: 1 } };
  }
}

/** Words of which one is to be in the name have their neighbours there, too. */
function placesOf(query: WordQuery): readonly (keyof typeof weights)[] {
  return isInName(query) ? ['A'] : everywhere;
}

function isInName(query: WordQuery): boolean {
  return query.kind === 'word' ? query.inName : query.parts.some(isInName);
}

function best(
  places: readonly (keyof typeof weights)[],
  clause: (place: keyof typeof weights) => Clause,
): Clause {
  return { dis_max: { tie_breaker: 0.3, queries: places.map(clause) } };
}

/** Words that follow each other, with nothing between them. */
function intervalsOf(query: WordQuery): Record<string, unknown> {
  switch (query.kind) {
    case 'word':
      return { match: { query: tokenOf(query.lexeme), analyzer: 'whitespace' } };
    case 'phrase':
      return { all_of: { ordered: true, max_gaps: 0, intervals: query.parts.map(intervalsOf) } };
    case 'all':
      return { all_of: { intervals: query.parts.map(intervalsOf) } };
    case 'any':
      return { any_of: { intervals: query.parts.map(intervalsOf) } };
  }
}
