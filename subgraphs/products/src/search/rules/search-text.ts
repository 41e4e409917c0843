/** More than anybody types; what is longer is refused, for to cut it would find more than was asked for. */
export const maxQueryLength = 200;

/** The `tsquery` for products with all of some terms, or with any; each term is alternatives, of which one is enough. */
export function toTsquery(terms: readonly (readonly string[])[], match: 'ALL' | 'ANY' = 'ALL'): string {
  return terms.map((alternatives) => `(${alternatives.join(' | ')})`).join(match === 'ALL' ? ' & ' : ' | ');
}

/** The terms as a name has them: a `tsquery` for names with all of them, and one for those that have them in their order. */
export function inName(terms: readonly (readonly string[])[]): { tsquery: string; phrase: string } {
  const ofName = terms.map((alternatives) => alternatives.map(weighted));
  const phrase = ofName.map((alternatives) => `(${alternatives.join(' | ')})`).join(' <-> ');
  return { tsquery: toTsquery(ofName), phrase };
}

/** An expression with every lexeme in it restricted to names. */
function weighted(expression: string): string {
  return expression.replaceAll(/'(?:[^']|'')*'/g, '$&:A');
}
