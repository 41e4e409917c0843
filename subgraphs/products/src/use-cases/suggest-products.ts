import { badUserInput } from '@cartwright/errors';
import { searchWords, toTsquery } from '../domain/search-text.ts';
import { closestBeginning, closestWord } from '../domain/spelling.ts';
import type { Database } from '../repository/database.ts';
import { readCompletions, readSuggestions } from '../repository/product-suggestions.ts';
import type { ProductRecord } from '../repository/records.ts';
import { readUnknownWords } from '../repository/search-words.ts';

const defaultSuggestions = 8;
const maxSuggestions = 20;
const maxCompletions = 12;

/** Products to offer while the buyer types: the last word may be unfinished, and any may be misspelt. */
export async function suggestProducts(
  database: Database,
  query: string,
  wanted: number | null,
): Promise<ProductRecord[]> {
  const first = wanted ?? defaultSuggestions;
  if (first < 0 || first > maxSuggestions) {
    throw badUserInput(`first must be between 0 and ${maxSuggestions}.`, 'first');
  }
  const words = searchWords(query);
  const last = words.pop();
  if (last === undefined || first === 0) return [];
  const [finished, endings] = await Promise.all([
    correctWords(database, words),
    completeWord(database, last),
  ]);
  return readSuggestions(database, toTsquery([...finished.map((word) => [word]), endings]), first);
}

async function correctWords(database: Database, words: readonly string[]): Promise<string[]> {
  if (words.length === 0) return [];
  const unknown = new Map((await readUnknownWords(database, words)).map((entry) => [entry.word, entry]));
  return words.map((word) => closestWord(word, unknown.get(word)?.candidates ?? []) ?? word);
}

async function completeWord(database: Database, beginning: string): Promise<string[]> {
  const completions = await readCompletions(database, beginning, maxCompletions);
  if (completions.length > 0) return completions.map(({ word }) => word);
  const [unknown] = await readUnknownWords(database, [beginning]);
  return [closestBeginning(beginning, unknown?.candidates ?? []) ?? beginning];
}
