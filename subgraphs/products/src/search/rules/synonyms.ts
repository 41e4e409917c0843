import type { Term } from './typed-text.ts';

/** A phrase that a text has, taken apart, and what is found by it as well. */
export interface SynonymTerms {
  readonly phrase: readonly Term[];
  readonly others: readonly { readonly text: string; readonly terms: readonly Term[] }[];
}

/**
 * The terms of a text with each phrase that has synonyms as one term, which is met by the phrase or by any of its synonyms. What no
 * product has is no alternative; where none is left, the terms of the phrase stay as they are, to be completed or corrected.
 */
export function withSynonyms(terms: readonly Term[], synonyms: readonly SynonymTerms[]): Term[] {
  return synonyms.reduce((replaced, each) => withSynonym(replaced, each), [...terms]);
}

function withSynonym(terms: readonly Term[], { phrase, others }: SynonymTerms): Term[] {
  const at = placeOf(phrase, terms);
  if (at < 0) return [...terms];
  const end = at + phrase.length;
  const covered = terms.slice(at, end);
  const known = others.flatMap(({ text, terms: meant }) =>
    togetherOf(meant).map((expression) => ({ text, expression })),
  );
  if (known.length === 0) return [...terms];
  const term: Term = {
    typed: covered.map(({ typed }) => typed).join(' '),
    word: covered.map(({ word }) => word).join(''),
    alternatives: [...togetherOf(covered), ...known.map(({ expression }) => expression)],
    parts: [],
    synonyms: known.map(({ text }) => text),
  };
  return [...terms.slice(0, at), term, ...terms.slice(end)];
}

/** Where the words of a phrase begin that follow each other in a text; -1 where they do not. */
function placeOf(phrase: readonly Term[], terms: readonly Term[]): number {
  if (phrase.length === 0) return -1;
  return terms.findIndex((_term, at) => phrase.every(({ word }, place) => terms[at + place]?.word === word));
}

/** The one expression for all of some terms; none where some of it is unknown. */
function togetherOf(terms: readonly Term[]): string[] {
  const all = terms.map(({ alternatives }) => alternatives);
  if (all.length === 0 || all.some((alternatives) => alternatives.length === 0)) return [];
  return [`(${all.map((alternatives) => `(${alternatives.join(' | ')})`).join(' & ')})`];
}
