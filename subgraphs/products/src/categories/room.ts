import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { categoriesContext } from './context.ts';
import { publishes } from './events.ts';
import { resolvers } from './resolvers.ts';

/** The category tree as staff keep it. */
export function categoriesRoom(parts: Parts): Room<Tables> {
  return { resolvers, publishes, context: () => ({ categories: categoriesContext(parts) }) };
}
