import { badUserInput } from '@cartwright/errors';
import type { Product } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import { readCompletions, readSuggestions } from '../repository/product-suggestions.ts';
import { readUnknownWords } from '../repository/search-words.ts';
import { searchWords, toTsquery } from '../rules/search-text.ts';
import { closestBeginning, closestWord } from '../rules/spelling.ts';

type Dependencies = Pick<Parts, 'database'>;

const defaultSuggestions = 8;
const maxSuggestions = 20;
const maxCompletions = 12;
/** More words than this are taken as they were typed. */
const maxCorrected = 12;

/**
 * Products to offer while the buyer types: the last word may be unfinished, and any may be misspelt.
 * @throws BAD_USER_INPUT for a negative number of products, and for more than 20
 */
export async function suggestProducts(
  dependencies: Dependencies,
  { query, first: wanted }: { readonly query: string; readonly first: number | null },
): Promise<Product[]> {
  const first = wanted ?? defaultSuggestions;
  if (first < 0 || first > maxSuggestions) {
    throw badUserInput(`first must be between 0 and ${maxSuggestions}.`, 'first');
  }
  const words = searchWords(query);
  const last = words.pop();
  if (last === undefined || first === 0) return [];
  const [finished, endings] = await Promise.all([
    correctWords(dependencies, words),
    completeWord(dependencies, last),
  ]);
  const tsquery = toTsquery([...finished.map((word) => [word]), endings]);
  return readSuggestions(dependencies.database.statements, tsquery, first);
}

async function correctWords(
  { database: { statements } }: Dependencies,
  words: readonly string[],
): Promise<string[]> {
  if (words.length === 0 || words.length > maxCorrected) return [...words];
  const unknown = new Map((await readUnknownWords(statements, words)).map((entry) => [entry.word, entry]));
  return words.map((word) => closestWord(word, unknown.get(word)?.candidates ?? []) ?? word);
}

async function completeWord(
  { database: { statements } }: Dependencies,
  beginning: string,
): Promise<string[]> {
  const completions = await readCompletions(statements, beginning, maxCompletions);
  if (completions.length > 0) return completions.map(({ word }) => word);
  const [unknown] = await readUnknownWords(statements, [beginning]);
  return [closestBeginning(beginning, unknown?.candidates ?? []) ?? beginning];
}
