import { badUserInput } from '@cartwright/errors';
import type { Language } from '@cartwright/languages';
import type { ProductRef } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import { readSuggestions } from '../repository/product-suggestions.ts';
import { readTypedText } from '../repository/search-words.ts';
import { meaningsOf, searchedForIn, unknownWordsOf, type Meaning } from '../rules/meaning.ts';
import { toTsquery } from '../rules/search-text.ts';
import { termsOf, type TypedText } from '../rules/typed-text.ts';
import {
  beginningsOf,
  meaningOfLast,
  unfinishedText,
  type UnfinishedText,
} from '../rules/unfinished-text.ts';
import { readUnknown } from './read-unknown.ts';

type Dependencies = Pick<Parts, 'database'>;

const defaultSuggestions = 8;
const maxSuggestions = 20;

/** Products to offer, and for what. */
export interface Suggestions {
  readonly found: readonly ProductRef[];
  /** What was searched for instead of what was typed; null when nothing was corrected or left out. */
  readonly searchedFor: string | null;
}

/** What a buyer is typing, in which language it is read, and how much to offer. */
export interface AskedSuggestions {
  readonly query: string;
  readonly first: number | null;
  readonly language: Language;
}

/**
 * Products to offer while the buyer types: the last word may be unfinished, and any may be misspelt.
 * @throws BAD_USER_INPUT for a negative number of products, and for more than 20
 */
export async function suggestProducts(
  dependencies: Dependencies,
  { query, first: wanted, language }: AskedSuggestions,
): Promise<Suggestions> {
  const first = wanted ?? defaultSuggestions;
  if (first < 0 || first > maxSuggestions) {
    throw badUserInput(`first must be between 0 and ${maxSuggestions}.`, 'first');
  }
  const { statements } = dependencies.database;
  const typed = await readTypedText(statements, { typed: query, language });
  const unfinished = unfinishedText(typed);
  if (unfinished === null || first === 0) return { found: [], searchedFor: null };
  const meanings = await readMeanings(dependencies, unfinished, language);
  const alternatives = meanings.map((meaning) => meaning.alternatives).filter((some) => some.length > 0);
  const found = await readSuggestions(statements, toTsquery(alternatives), first);
  return { found, searchedFor: searchedForOf(typed, meanings) };
}

async function readMeanings(
  dependencies: Dependencies,
  { finished, last }: UnfinishedText,
  language: Language,
): Promise<Meaning[]> {
  const terms = termsOf(finished);
  const unknown = await readUnknown(dependencies, {
    words: [...beginningsOf(last), ...unknownWordsOf(terms)],
    language,
  });
  return [...terms.flatMap((term) => meaningsOf(term, unknown)), meaningOfLast(last, unknown)];
}

function searchedForOf(typed: TypedText, meanings: readonly Meaning[]): string | null {
  const isAsTyped = meanings.every(({ reading }) => reading === 'AS_TYPED' || reading === 'BEGINNING');
  return isAsTyped ? null : searchedForIn(typed, meanings);
}
