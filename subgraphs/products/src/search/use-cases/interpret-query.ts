import type { NamedText } from '../../listing/door.ts';
import type { Parts } from '../../parts.ts';
import type { EngineQuery, Interpretation } from '../ports.ts';
import { findsAnything, type TextInLanguage } from '../repository/search-words.ts';
import {
  correctionsOf,
  finishedWordsOf,
  meaningsOf,
  replaceWords,
  searchedForAsTyped,
  searchedForIn,
  unknownWordsOf,
  type Meaning,
} from '../rules/meaning.ts';
import { withSynonyms, type SynonymTerms } from '../rules/synonyms.ts';
import { inName, toTsquery } from '../rules/search-text.ts';
import { termsOf, type Term, type TypedText } from '../rules/typed-text.ts';
import { readSynonyms, type InterpretDependencies } from './read-synonyms.ts';
import { readUnknown } from './read-unknown.ts';

/** What a buyer meant. */
export interface InterpretedQuery extends Interpretation {
  /** What is searched for, as a `tsquery`. */
  readonly tsquery: string;
  /** What names of products are compared with; null when they need not have all of the words. */
  readonly named: NamedText | null;
  readonly words: readonly Meaning[];
}

/** A text that somebody typed, how it is read, and which phrases of it stand for others. */
export type TypedQuery = Pick<EngineQuery, 'language' | 'spelling' | 'synonyms'> & { readonly text: string };

/**
 * Finds out what to search for: the words as they were typed when some product has them all; else with unknown ones
 * completed, corrected or left out; else products that have any of them. With AS_TYPED nothing but the first.
 */
export async function interpretQuery(
  dependencies: InterpretDependencies,
  query: TypedQuery,
): Promise<InterpretedQuery> {
  const { language, spelling, text } = query;
  const typed = await readTyped(dependencies, { typed: text, language });
  const synonyms = await readSynonyms(dependencies, query);
  const terms = withSynonyms(termsOf(typed), synonyms);
  if (
    spelling === 'AS_TYPED' ||
    (await areTogether(
      dependencies,
      terms.map(({ alternatives }) => alternatives),
    ))
  )
    return asTyped(text, typed, terms);
  return asMeant(dependencies, { typed, terms, synonyms, language });
}

function readTyped(
  { database, typedTexts }: InterpretDependencies,
  text: TextInLanguage,
): Promise<TypedText> {
  return typedTexts.read(database.statements, text);
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
    words: terms.map((term) => ({ ...term, reading: 'AS_TYPED', searchedFor: searchedForAsTyped(term) })),
  };
}

interface TypedTerms extends Pick<TypedQuery, 'language'> {
  readonly typed: TypedText;
  readonly terms: readonly Term[];
  readonly synonyms: readonly SynonymTerms[];
}

async function asMeant(
  dependencies: InterpretDependencies,
  { typed, terms, synonyms, language }: TypedTerms,
): Promise<InterpretedQuery> {
  const unknown = await readUnknown(dependencies, { words: unknownWordsOf(terms), language });
  const words = terms.flatMap((term) => meaningsOf(term, unknown));
  const corrections = correctionsOf(words);
  const corrected = replaceWords(typed, corrections);
  const meant =
    corrections.size === 0
      ? words
      : await readCorrected(dependencies, { typed: corrected, language }, { unknown, synonyms });
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
  dependencies: InterpretDependencies,
  corrected: TextInLanguage,
  {
    unknown,
    synonyms,
  }: Pick<TypedTerms, 'synonyms'> & { readonly unknown: Parameters<typeof meaningsOf>[1] },
): Promise<Meaning[]> {
  const terms = termsOf(await readTyped(dependencies, corrected));
  return withSynonyms(terms, synonyms).flatMap((term) => meaningsOf(term, unknown));
}

/** Whether some product has them all; what is known by itself needs no look. */
async function areTogether(
  { database: { statements } }: Pick<Parts, 'database'>,
  terms: readonly (readonly string[])[],
): Promise<boolean> {
  if (terms.some((alternatives) => alternatives.length === 0)) return false;
  return terms.length < 2 || findsAnything(statements, toTsquery(terms));
}
