import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import { consumes } from './events.ts';

/** A copy of what prices and taxes may depend on of customers: their groups, company and VAT number. */
export const customersRoom: Room<Tables> = { consumes };
