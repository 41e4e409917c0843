import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../tables.ts';
import { resolvers } from './resolvers.ts';

/** What the shop is and offers, for other domains to add to. */
export const shopRoom: Room<Tables> = { resolvers };
