import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { searchContext } from './context.ts';
import { openEngine } from './external/open-engine.ts';
import { resolvers } from './resolvers.ts';

/** Finding products by what a buyer types, with facets, suggestions and corrected spelling. */
export function searchRoom(parts: Parts): Room<Tables> {
  const { engine, background, tolerates } = openEngine(parts);
  const dependencies = { database: parts.database, engine };
  return { resolvers, background, tolerates, context: () => ({ search: searchContext(dependencies) }) };
}
