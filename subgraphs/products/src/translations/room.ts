import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { translationsContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** What texts of the catalogue are in other languages, for staff. */
export function translationsRoom(parts: Parts): Room<Tables> {
  return { resolvers, context: () => ({ translations: translationsContext(parts) }) };
}
