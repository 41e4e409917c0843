import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import { publishes } from './events.ts';

/** Finding an order without a session. */
export function lookupRoom(): Room<Tables> {
  return { publishes };
}
