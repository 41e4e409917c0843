const maxWords = 12;
const maxWordLength = 40;

/** The words of what a buyer typed, in lower case: letters and digits, with hyphens inside. At most twelve. */
export function searchWords(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
  return words.slice(0, maxWords).map((word) => word.slice(0, maxWordLength).replace(/-$/, ''));
}

/** How words become a query. */
export interface TsqueryOptions {
  /** Whether a product must have every word, or any; every one unless told. */
  readonly match?: 'all' | 'any';
  /** Looks at titles alone. */
  readonly inTitle?: boolean;
}

/**
 * The text that PostgreSQL's `to_tsquery` reads. Each word may come with alternatives, of which one is enough. Words
 * are as `searchWords` gives them and are quoted, so that none can be an operator.
 */
export function toTsquery(words: readonly (readonly string[])[], options: TsqueryOptions = {}): string {
  const { match = 'all', inTitle = false } = options;
  const weight = inTitle ? ':A' : '';
  return words
    .map((alternatives) => `(${alternatives.map((word) => `'${word}'${weight}`).join(' | ')})`)
    .join(match === 'all' ? ' & ' : ' | ');
}
