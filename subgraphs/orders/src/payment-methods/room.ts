import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { consumes } from './events.ts';
import { methodOffers } from './repository.ts';

/** Orders' copy of what can be paid with, so that a token that nobody knows makes no order. */
export function paymentMethodsRoom({ database }: Parts): Room<Tables> {
  return { consumes: consumes(methodOffers(database.statements)) };
}
