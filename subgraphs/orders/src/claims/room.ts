import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import { consumes, publishes } from './events.ts';

/** Orders that guests placed become the customers' who turn out to be their buyers. */
export const claimsRoom: Room<Tables> = { publishes, consumes };
