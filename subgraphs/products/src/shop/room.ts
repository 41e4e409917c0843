import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { shopResolvers } from './resolvers.ts';

/** What the shop is and offers, for other domains to add to. */
export function shopRoom({ config }: Parts): Room<Tables> {
  return { resolvers: shopResolvers(config) };
}
