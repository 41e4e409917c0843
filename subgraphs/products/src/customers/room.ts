import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../tables.ts';
import { consumes } from './events.ts';

/** A copy of what prices may depend on of customers: their groups. */
export const customersRoom: Room<Tables> = { consumes };
