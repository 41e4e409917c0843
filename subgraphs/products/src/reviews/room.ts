import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { reviewsContext } from './context.ts';
import { consumes } from './events.ts';
import { resolvers } from './resolvers.ts';

/** What customers think of products. */
export function reviewsRoom(parts: Parts): Room<Tables> {
  return { resolvers, consumes, context: () => ({ reviews: reviewsContext(parts) }) };
}
