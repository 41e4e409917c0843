import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import { consumes } from './events.ts';
import { offersWithin } from './repository/offers.ts';

/** Carts' copy of the catalogue: variants, their prices, price lists and their stock. */
export const offersRoom: Room<Tables> = { consumes: consumes(offersWithin) };
