import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { searchContext } from './context.ts';
import { resolvers } from './resolvers.ts';
import { TypedTexts } from './use-cases/typed-texts.ts';

/** Finding products by what a buyer types, with facets, suggestions and corrected spelling. */
export function searchRoom(parts: Parts): Room<Tables> {
  const dependencies = { database: parts.database, typedTexts: new TypedTexts() };
  return { resolvers, context: () => ({ search: searchContext(dependencies) }) };
}
