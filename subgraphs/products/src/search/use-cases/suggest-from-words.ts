import type { Parts } from '../../parts.ts';
import type { SuggestionQuery, Suggestions } from '../ports.ts';
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

/** Products to offer while the buyer types: the last word may be unfinished, and any may be misspelt. */
export async function suggestFromWords(
  dependencies: Dependencies,
  { text, language, limit }: SuggestionQuery,
): Promise<Suggestions> {
  const { statements } = dependencies.database;
  const typed = await readTypedText(statements, { typed: text, language });
  const unfinished = unfinishedText(typed);
  if (unfinished === null) return { found: [], searchedFor: null };
  const meanings = await readMeanings(dependencies, unfinished, language);
  const alternatives = meanings.map((meaning) => meaning.alternatives).filter((some) => some.length > 0);
  const found = await readSuggestions(statements, toTsquery(alternatives), limit);
  return { found, searchedFor: searchedForOf(typed, meanings) };
}

async function readMeanings(
  dependencies: Dependencies,
  { finished, last }: UnfinishedText,
  language: SuggestionQuery['language'],
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
