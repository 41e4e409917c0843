import { badUserInput } from '@cartwright/errors';
import type { Language } from '@cartwright/languages';
import type { SearchEngine, Suggestions } from '../ports.ts';

const defaultSuggestions = 8;
const maxSuggestions = 20;

/** What a buyer is typing, in which language it is read, and how much to offer. */
export interface AskedSuggestions {
  readonly query: string;
  readonly first: number | null;
  readonly language: Language;
}

/**
 * Products to offer while the buyer types.
 * @throws BAD_USER_INPUT for a negative number of products, and for more than 20
 */
export async function suggestProducts(
  { engine }: { readonly engine: SearchEngine },
  { query: text, first, language }: AskedSuggestions,
): Promise<Suggestions> {
  const limit = first ?? defaultSuggestions;
  if (limit < 0 || limit > maxSuggestions) {
    throw badUserInput(`first must be between 0 and ${maxSuggestions}.`, 'first');
  }
  return limit === 0 ? { found: [], searchedFor: null } : engine.suggest({ text, language, limit });
}
