import { tokenOf, type WordWeight } from '../../rules/indexed-words.ts';
import { parseTsquery, type WordQuery } from '../../rules/parse-tsquery.ts';
import { placesOf, placeWeights } from '../word-places.ts';
import type { Standpoint } from './conditions.ts';
import { allOf, anyOf, quoted, type Script } from './script.ts';

/** Groonga weighs by whole numbers. */
const weightsOfOne = 10;

/** Holds for the products that a `tsquery` finds; `_score` is what its words weigh where they stand. */
export function hasWords(tsquery: string, standpoint: Standpoint = ''): Script {
  return conditionOf(tsquery, (tokens, places) => {
    const columns = places.map(
      (place) => `${standpoint}words${place} * ${placeWeights[place] * weightsOfOne}`,
    );
    return `query(${quoted(columns.join(' || '))}, ${quoted(quoted(tokens.join(' ')))})`;
  });
}

/** Holds for products whose names have what a `tsquery` asks for; it is looked for in what was found, without an index. */
export function isNamed(tsquery: string): Script {
  return conditionOf(tsquery, (tokens) => `nameTokens @ ${quoted(` ${tokens.join(' ')} `)}`);
}

/** Holds for products whose names have the words of a phrase one after the other. */
export function isNamedInOrder(phrase: string): Script {
  const query = parseTsquery(phrase);
  return query === null ? 'false' : `nameTokens @~ ${quoted(` ${patternOf(query)} `)}`;
}

type Leaf = (tokens: readonly string[], places: readonly WordWeight[]) => Script;

function conditionOf(tsquery: string, leaf: Leaf): Script {
  const query = parseTsquery(tsquery);
  return query === null ? 'false' : conditionOfWords(query, leaf);
}

function conditionOfWords(query: WordQuery, leaf: Leaf): Script {
  switch (query.kind) {
    case 'word':
      return leaf([tokenOf(query.lexeme)], placesOf(query));
    case 'phrase':
      return conditionOfPhrase(query.parts, leaf);
    case 'all':
      return allOf(query.parts.map((part) => conditionOfWords(part, leaf)));
    case 'any':
      return anyOf(query.parts.map((part) => conditionOfWords(part, leaf)));
  }
}

/** A phrase one of whose places has a choice is a choice of phrases. */
function conditionOfPhrase(given: readonly WordQuery[], leaf: Leaf): Script {
  const parts = given.flatMap((part) => (part.kind === 'phrase' ? part.parts : [part]));
  const open = parts.findIndex(({ kind }) => kind !== 'word');
  const part = parts[open];
  if (part === undefined || part.kind === 'word')
    return leaf(
      parts.flatMap((one) => (one.kind === 'word' ? [tokenOf(one.lexeme)] : [])),
      placesOf({ kind: 'phrase', parts }),
    );
  const each = part.parts.map((one) => conditionOfPhrase(parts.with(open, one), leaf));
  return part.kind === 'all' ? allOf(each) : anyOf(each);
}

function patternOf(query: WordQuery): string {
  switch (query.kind) {
    case 'word':
      return tokenOf(query.lexeme).replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
    case 'phrase':
      return query.parts.map(patternOf).join(' ');
    case 'all':
    case 'any':
      return `(?:${query.parts.map(patternOf).join('|')})`;
  }
}
