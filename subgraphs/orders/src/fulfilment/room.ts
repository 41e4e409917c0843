import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import { publishes } from './events.ts';

/** Sending orders out: which parcels there are, and how far they are. */
export function fulfilmentRoom(): Room<Tables> {
  return { publishes };
}
