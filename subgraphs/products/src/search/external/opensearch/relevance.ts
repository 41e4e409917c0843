import type { ProductBoost } from '../../../listing/door.ts';
import type { RelevantName, RelevantText } from '../prepared.ts';
import { constant, type Clause } from './clause.ts';
import { clauseOfWords } from './word-query.ts';

/** What separates names that fit better from those that fit less: more than words weigh with all boosts. */
const nameStep = 10_000;
/** More than the best name and its words, and small enough that 4-byte floats tell one pin from the next. */
const pinnedScore = 1_000_000;

/**
 * What finds the products of a text and scores them as PostgreSQL does: pins in their order; then names that are the text, have its words in
 * their order, or have them all; among these by how its words weigh, what is in stock earlier, and staff's boosts.
 */
export function relevance({ tsquery, named, pinned, boosts }: RelevantText): Clause {
  const text = {
    bool: {
      must: [weighed(clauseOfWords(tsquery), boosts)],
      should: named === null ? [] : [nameFits(named)],
    },
  };
  if (pinned.length === 0) return text;
  const pins = pinned.map((id, index) => constant({ term: { id } }, pinnedScore - index));
  return { dis_max: { tie_breaker: 0, queries: [text, ...pins] } };
}

function nameFits({ tsquery, phrase, key }: RelevantName): Clause {
  const all = clauseOfWords(tsquery);
  const fits: readonly Clause[] = [
    constant(all, nameStep),
    constant(clauseOfWords(phrase), 2 * nameStep),
    constant({ bool: { filter: [all, { term: { nameKey: key } }] } }, 3 * nameStep),
  ];
  return { dis_max: { tie_breaker: 0, queries: fits } };
}

/** No product of boosts lifts what fits less across what fits better. */
function weighed(query: Clause, boosts: readonly ProductBoost[]): Clause {
  const functions = [
    { filter: { term: { inStock: false } }, weight: 0.5 },
    ...boosts.map(({ by, values, weight }) => ({ filter: { terms: { [fields[by]]: values } }, weight })),
  ];
  return {
    function_score: { query, functions, score_mode: 'multiply', boost_mode: 'multiply', max_boost: 100 },
  };
}

const fields = { id: 'id', brand: 'brand', categoryId: 'categoryId', tag: 'tags' } as const satisfies Record<
  ProductBoost['by'],
  string
>;
