/** Where a word stands in a product: in its name (A), its brand, keywords or attributes (B), its codes (C) or its description (D). */
export type WordWeight = 'A' | 'B' | 'C' | 'D';

/** A lexeme of a `tsvector` as `unnest` gives it; places count from 1. */
export interface PlacedLexeme {
  readonly lexeme: string;
  readonly positions: readonly number[] | null;
  readonly weights: readonly WordWeight[] | null;
}

/** The lexemes of each weight, in their order and with a blank between them. */
export type IndexedWords = Readonly<Record<WordWeight, string>>;

/** Stands where words are left out that say nothing: what is on either side of it are no neighbours. */
const gap = '·';

/** Writes what PostgreSQL found in a product so that an analyzer which parts text at blanks finds the same. */
export function indexedWords(lexemes: readonly PlacedLexeme[]): IndexedWords {
  const placed = lexemes.flatMap(({ lexeme, positions, weights }) =>
    (positions ?? [0]).map((position, index) => ({
      token: tokenOf(lexeme),
      position,
      weight: weights?.[index] ?? 'D',
    })),
  );
  const ordered = placed.sort((a, b) => a.position - b.position);
  const of = (weight: WordWeight) => joined(ordered.filter((one) => one.weight === weight));
  return { A: of('A'), B: of('B'), C: of('C'), D: of('D') };
}

/** What a name is sorted by: marks and capitals make no difference. */
export function nameOrder(name: string): string {
  return name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** A lexeme as a token: without blanks. */
export function tokenOf(lexeme: string): string {
  return lexeme.replaceAll(/\s/g, '␣');
}

function joined(tokens: readonly { readonly token: string; readonly position: number }[]): string {
  const parts = tokens.flatMap(({ token, position }, index) => {
    const before = tokens[index - 1];
    return before !== undefined && position > before.position + 1 ? [gap, token] : [token];
  });
  return parts.join(' ');
}
