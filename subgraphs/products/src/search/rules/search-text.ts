const maxWords = 12;
const maxWordLength = 40;

/** The words of what a buyer typed, in lower case: letters and digits, with hyphens inside. At most twelve. */
export function searchWords(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
  return words.slice(0, maxWords).map((word) => word.slice(0, maxWordLength).replace(/-$/, ''));
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
