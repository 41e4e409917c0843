import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../tables.ts';
import { resolvers } from './resolvers.ts';

/** What variants cost for a quantity that they can be compared by. */
export const unitPricesRoom: Room<Tables> = { resolvers };
