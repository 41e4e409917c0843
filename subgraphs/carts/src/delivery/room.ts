import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import { resolvers } from './resolvers.ts';

/** The ways to send a cart. */
export const deliveryRoom: Room<Tables> = { resolvers };
