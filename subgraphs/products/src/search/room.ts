import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { searchContext } from './context.ts';
import { resolvers } from './resolvers.ts';
import { postgresSearch } from './use-cases/postgres-search.ts';
import { TypedTexts } from './use-cases/typed-texts.ts';

/** Finding products by what a buyer types, with facets, suggestions and corrected spelling. */
export function searchRoom(parts: Parts): Room<Tables> {
  const { database } = parts;
  const engine = postgresSearch({ database, typedTexts: new TypedTexts() });
  const dependencies = { database, engine };
  return { resolvers, context: () => ({ search: searchContext(dependencies) }) };
}
