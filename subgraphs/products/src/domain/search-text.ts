const maxWords = 12;
const maxWordLength = 40;

/** A word of a query; with `prefix` it also stands for all words that begin with it. */
export interface SearchTerm {
  readonly word: string;
  readonly prefix?: boolean;
}

/** The words of what a buyer typed, in lower case: letters and digits, with hyphens inside. At most twelve. */
export function searchWords(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
  return words.slice(0, maxWords).map((word) => word.slice(0, maxWordLength).replace(/-$/, ''));
}

/** The text that PostgreSQL's `to_tsquery` reads: all terms, or any of them. Words are quoted, so none is an operator. */
export function toTsquery(terms: readonly SearchTerm[], combine: 'all' | 'any' = 'all'): string {
  return terms
    .map(({ word, prefix = false }) => `'${word}'${prefix ? ':*' : ''}`)
    .join(combine === 'all' ? ' & ' : ' | ');
}
