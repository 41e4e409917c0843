import { badUserInput } from '@cartwright/errors';
import type { Collection } from '../../collections/door.ts';
import type { Parts } from '../../parts.ts';
import type { SearchEngine, SuggestionQuery, Suggestions } from '../ports.ts';
import { brandsThatBegin, collectionsNamed } from '../repository/suggested-names.ts';
import { suggestNamed, type TypedName } from '../rules/suggested-names.ts';

const defaultSuggestions = 8;
const maxSuggestions = 20;

/** How much of each kind is offered. @throws BAD_USER_INPUT for a negative number, and for more than 20 */
export function readLimit(first: number | null | undefined): number {
  const limit = first ?? defaultSuggestions;
  if (limit >= 0 && limit <= maxSuggestions) return limit;
  throw badUserInput(`first must be between 0 and ${maxSuggestions}.`, 'first');
}

/** Products to offer while the buyer types. */
export async function suggestProducts(
  { engine }: { readonly engine: SearchEngine },
  query: SuggestionQuery,
): Promise<Suggestions> {
  return query.limit === 0 ? { found: [], searchedFor: null } : engine.suggest(query);
}

/** Collections to offer, which shoppers see. */
export async function suggestCollections(
  { database: { statements } }: Pick<Parts, 'database'>,
  { readings, language }: TypedName,
  limit: number,
): Promise<Collection[]> {
  if (limit === 0) return [];
  return suggestNamed(await collectionsNamed(statements, readings), { readings, language }, limit);
}

/** Brands to offer, which something that shoppers see is of. */
export async function suggestBrands(
  { database: { statements } }: Pick<Parts, 'database'>,
  text: string,
  limit: number,
): Promise<string[]> {
  return limit === 0 ? [] : brandsThatBegin(statements, text, limit);
}
