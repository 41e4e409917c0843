import { tokenOf, type WordWeight } from '../../rules/indexed-words.ts';
import { parseTsquery, type WordQuery } from '../../rules/parse-tsquery.ts';
import { placesOf, placeWeights } from '../word-places.ts';
import type { Clause } from './clause.ts';

/** What finds the products that a `tsquery` finds; each that it finds is weighed by where its words stand. */
export function clauseOfWords(tsquery: string): Clause {
  const query = parseTsquery(tsquery);
  return query === null ? { match_none: {} } : clauseOf(query);
}

function clauseOf(query: WordQuery): Clause {
  switch (query.kind) {
    case 'word':
      return best(placesOf(query), (place) => ({
        term: { [`words.${place}`]: { value: tokenOf(query.lexeme), boost: placeWeights[place] } },
      }));
    case 'phrase':
      return best(placesOf(query), (place) => ({
        intervals: { [`words.${place}`]: { ...intervalsOf(query), boost: placeWeights[place] } },
      }));
    case 'all':
      return { bool: { must: query.parts.map(clauseOf) } };
    case 'any':
      return { bool: { should: query.parts.map(clauseOf), minimum_should_match: 1 } };
  }
}

function best(places: readonly WordWeight[], clause: (place: WordWeight) => Clause): Clause {
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
