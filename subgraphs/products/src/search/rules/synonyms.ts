import type { Meaning } from './meaning.ts';
import { toTsquery } from './search-text.ts';
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

/** What a text ends in: the words before the last one, and what all of it is found by as well. */
export interface EndingTerms extends Pick<SynonymTerms, 'others'> {
  readonly before: readonly Term[];
}

/**
 * Meanings of a text that is still being typed, with those at its end as one, which is met by them or by any synonym. What was corrected or
 * left out there is met by synonyms alone: it was no slip. Where no product has any of these, all stay as they are.
 */
export function withEnding(
  meanings: readonly Meaning[],
  { before, others }: EndingTerms,
): readonly Meaning[] {
  const known = others.flatMap(({ terms }) => togetherOf(terms));
  const start = meanings.length - 1 - before.length;
  const covered = meanings.slice(Math.max(start, 0));
  const isThere = start >= 0 && before.every(({ typed }, place) => covered[place]?.typed === typed);
  if (known.length === 0 || !isThere) return meanings;
  const typed = covered.map((meaning) => meaning.typed).join(' ');
  const isMeant = covered.every(({ reading }) => reading === 'AS_TYPED' || reading === 'BEGINNING');
  const asTyped = isMeant ? [`(${toTsquery(covered.map(({ alternatives }) => alternatives))})`] : [];
  const ending: Meaning = {
    typed,
    reading: 'BEGINNING',
    searchedFor: [typed],
    alternatives: [...asTyped, ...known],
  };
  return [...meanings.slice(0, start), ending];
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
