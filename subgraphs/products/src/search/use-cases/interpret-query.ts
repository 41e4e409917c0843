import type { Language } from '@cartwright/languages';
import type { NamedText } from '../../listing/door.ts';
import type { Parts } from '../../parts.ts';
import { findsAnything, type TextInLanguage } from '../repository/search-words.ts';
import {
  correctionsOf,
  finishedWordsOf,
  meaningsOf,
  replaceWords,
  searchedForIn,
  unknownWordsOf,
  type Meaning,
} from '../rules/meaning.ts';
import { inName, toTsquery } from '../rules/search-text.ts';
import { termsOf, type Term, type TypedText } from '../rules/typed-text.ts';
import { readUnknown } from './read-unknown.ts';
import type { TypedTexts } from './typed-texts.ts';

/** What finding out what is meant needs. */
export interface InterpretDependencies extends Pick<Parts, 'database'> {
  readonly typedTexts: TypedTexts;
}

/** Whether words may be corrected, completed and left out, or are searched for as they stand. */
export type Spelling = 'CORRECTED' | 'AS_TYPED';

/** What a buyer meant. */
export interface InterpretedQuery {
  /** What is searched for, as a `tsquery`. */
  readonly tsquery: string;
  /** What names of products are compared with; null when they need not have all of the words. */
  readonly named: NamedText | null;
  /** The query as it should have been spelt; null when it was spelt well, or no better spelling is known. */
  readonly didYouMean: string | null;
  /** What was searched for, in words; empty when there was none. */
  readonly searchedFor: string;
  readonly match: 'ALL' | 'ANY';
  readonly words: readonly Meaning[];
}

/** What a buyer typed, and how it is read. */
export interface AskedText {
  readonly query: string;
  readonly spelling: Spelling;
  readonly language: Language;
}

/**
 * Finds out what to search for: the words as they were typed when some product has them all; else with unknown ones
 * completed, corrected or left out; else products that have any of them. With AS_TYPED nothing but the first.
 */
export async function interpretQuery(
  dependencies: InterpretDependencies,
  { query, spelling, language }: AskedText,
): Promise<InterpretedQuery> {
  const { database, typedTexts } = dependencies;
  const typed = await typedTexts.read(database.statements, { typed: query, language });
  const terms = termsOf(typed);
  if (
    spelling === 'AS_TYPED' ||
    (await areTogether(
      dependencies,
      terms.map(({ alternatives }) => alternatives),
    ))
  )
    return asTyped(query, typed, terms);
  return asMeant(dependencies, { typed, terms, language });
}

/** Nothing at all is found by a term that no product has. */
function asTyped(query: string, typed: TypedText, terms: readonly Term[]): InterpretedQuery {
  const isFound = terms.every(({ alternatives }) => alternatives.length > 0);
  const alternatives = terms.map((term) => term.alternatives);
  return {
    tsquery: isFound ? toTsquery(alternatives) : '',
    named: isFound && terms.length > 0 ? { text: query, ...inName(alternatives) } : null,
    didYouMean: null,
    searchedFor: terms.length === 0 ? '' : replaceWords(typed, new Map()),
    match: 'ALL',
    words: terms.map((term) => ({ ...term, reading: 'AS_TYPED', searchedFor: [term.typed] })),
  };
}

interface ReadText {
  readonly typed: TypedText;
  readonly terms: readonly Term[];
  readonly language: Language;
}

async function asMeant(
  dependencies: InterpretDependencies,
  { typed, terms, language }: ReadText,
): Promise<InterpretedQuery> {
  const unknown = await readUnknown(dependencies, { words: unknownWordsOf(terms), language });
  const words = terms.flatMap((term) => meaningsOf(term, unknown));
  const corrections = correctionsOf(words);
  const corrected = replaceWords(typed, corrections);
  const meant =
    corrections.size === 0
      ? words
      : await readCorrected(dependencies, { typed: corrected, language }, unknown);
  const alternatives = meant.map((meaning) => meaning.alternatives).filter((some) => some.length > 0);
  const match = (await areTogether(dependencies, alternatives)) ? 'ALL' : 'ANY';
  const better = replaceWords(typed, new Map([...finishedWordsOf(words), ...corrections]));
  return {
    tsquery: toTsquery(alternatives, match),
    named: match === 'ALL' && alternatives.length > 0 ? { text: corrected, ...inName(alternatives) } : null,
    didYouMean: better === replaceWords(typed, new Map()) ? null : better,
    searchedFor: searchedForIn(typed, words),
    match,
    words,
  };
}

/** What a corrected text means; a corrected word may be one with its neighbour (`t-shrit`). */
async function readCorrected(
  { database: { statements }, typedTexts }: InterpretDependencies,
  corrected: TextInLanguage,
  unknown: Parameters<typeof meaningsOf>[1],
): Promise<Meaning[]> {
  const terms = termsOf(await typedTexts.read(statements, corrected));
  return terms.flatMap((term) => meaningsOf(term, unknown));
}

/** Whether some product has them all; what is known by itself needs no look. */
async function areTogether(
  { database: { statements } }: Pick<Parts, 'database'>,
  terms: readonly (readonly string[])[],
): Promise<boolean> {
  if (terms.some((alternatives) => alternatives.length === 0)) return false;
  return terms.length < 2 || findsAnything(statements, toTsquery(terms));
}
