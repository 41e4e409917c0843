import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import { resolvers } from './resolvers.ts';

/** What a cart costs. */
export const pricingRoom: Room<Tables> = { resolvers };
