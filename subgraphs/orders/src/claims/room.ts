import { restating, type Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { consumes, publishes } from './events.ts';
import { earlierOrdersSettled } from './settle-earlier-orders.ts';

/** Orders that guests placed become the customers' who turn out to be their buyers. */
export function claimsRoom(parts: Parts): Room<Tables> {
  return { publishes, consumes, background: [restating(parts, earlierOrdersSettled)] };
}
