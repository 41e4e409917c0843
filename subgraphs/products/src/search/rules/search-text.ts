/** More than anybody types; what is longer is refused, for to cut it would find more than was asked for. */
export const maxQueryLength = 200;

/** The `tsquery` for products with all of some terms, or with any; each term is alternatives, of which one is enough. */
export function toTsquery(terms: readonly (readonly string[])[], match: 'ALL' | 'ANY' = 'ALL'): string {
  return terms.map((alternatives) => `(${alternatives.join(' | ')})`).join(match === 'ALL' ? ' & ' : ' | ');
}
