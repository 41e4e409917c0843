import type { SuggestionQuery, Suggestions } from '../ports.ts';
import { readSuggestions } from '../repository/product-suggestions.ts';
import { readTypedText } from '../repository/search-words.ts';
import { meaningsOf, searchedForIn, unknownWordsOf, type Meaning } from '../rules/meaning.ts';
import { toTsquery } from '../rules/search-text.ts';
import { withEnding, withSynonyms } from '../rules/synonyms.ts';
import { termsOf, type Term, type TypedText } from '../rules/typed-text.ts';
import { beginningsOf, meaningOfLast, unfinishedText } from '../rules/unfinished-text.ts';
import { readSynonyms, type InterpretDependencies } from './read-synonyms.ts';
import { readUnknown } from './read-unknown.ts';

/** Products to offer while the buyer types: the last word may be unfinished, and any may be misspelt. */
export async function suggestFromWords(
  dependencies: InterpretDependencies,
  query: SuggestionQuery,
): Promise<Suggestions> {
  const { statements } = dependencies.database;
  const { text, language, limit } = query;
  const typed = await readTypedText(statements, { typed: text, language });
  const unfinished = unfinishedText(typed);
  if (unfinished === null) return { found: [], searchedFor: null };
  const { finished, last } = unfinished;
  const inside = await readSynonyms(dependencies, query);
  const terms = withSynonyms(termsOf(finished), inside);
  const meanings = await withEndingOf(
    dependencies,
    query,
    await readMeanings(dependencies, { terms, last, language }),
  );
  const alternatives = meanings.map((meaning) => meaning.alternatives).filter((some) => some.length > 0);
  const found = await readSuggestions(statements, toTsquery(alternatives), limit);
  return { found, searchedFor: searchedForOf(typed, meanings) };
}

interface UnfinishedTerms extends Pick<SuggestionQuery, 'language'> {
  readonly terms: readonly Term[];
  readonly last: TypedText;
}

async function readMeanings(
  dependencies: InterpretDependencies,
  { terms, last, language }: UnfinishedTerms,
): Promise<Meaning[]> {
  const unknown = await readUnknown(dependencies, {
    words: [...beginningsOf(last), ...unknownWordsOf(terms)],
    language,
  });
  return [...terms.flatMap((term) => meaningsOf(term, unknown)), meaningOfLast(last, unknown)];
}

/** What is at the end is found by what staff hold for the same, too. */
async function withEndingOf(
  dependencies: InterpretDependencies,
  query: SuggestionQuery,
  meanings: readonly Meaning[],
): Promise<readonly Meaning[]> {
  const { ending, language } = query;
  if (ending === null) return meanings;
  const { statements } = dependencies.database;
  const phrase = unfinishedText(await readTypedText(statements, { typed: ending.phrase, language }));
  const [synonyms] = await readSynonyms(dependencies, { language, synonyms: [ending] });
  if (phrase === null || synonyms === undefined) return meanings;
  return withEnding(meanings, { before: termsOf(phrase.finished), others: synonyms.others });
}

function searchedForOf(typed: TypedText, meanings: readonly Meaning[]): string | null {
  const isAsTyped = meanings.every(({ reading }) => reading === 'AS_TYPED' || reading === 'BEGINNING');
  return isAsTyped ? null : searchedForIn(typed, meanings);
}
