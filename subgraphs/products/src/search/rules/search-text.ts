import { tidyCode } from '@cartwright/input';

/** More than anybody types; what is longer is refused, for to cut it would find more than was asked for. */
export const maxQueryLength = 200;

/** The words of what a buyer typed on whatever keyboard, in lower case: letters and digits, with hyphens inside. */
export function searchWords(text: string): string[] {
  return (
    tidyCode(text)
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*/gu) ?? []
  );
}

/**
 * The text that PostgreSQL's `to_tsquery` reads: products with all of the words, or with any. Each word may come with
 * alternatives, of which one is enough. Words are as `searchWords` gives them and are quoted, so none is an operator.
 */
export function toTsquery(words: readonly (readonly string[])[], match: 'all' | 'any' = 'all'): string {
  return words
    .map((alternatives) => `(${alternatives.map((word) => `'${word}'`).join(' | ')})`)
    .join(match === 'all' ? ' & ' : ' | ');
}
