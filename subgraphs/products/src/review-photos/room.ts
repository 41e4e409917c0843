import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { reviewPhotosContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** The photos that customers add to their reviews. */
export function reviewPhotosRoom(parts: Parts): Room<Tables> {
  return { resolvers, context: () => ({ reviewPhotos: reviewPhotosContext(parts) }) };
}
