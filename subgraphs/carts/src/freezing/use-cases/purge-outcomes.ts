import type { Statements } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import { deleteOutcomesBefore } from '../repository.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** How long carts remembers how an order ended. */
const keptMs = 7 * dayMs;

/** Deletes the outcomes of orders that ended more than a week ago. */
export function purgeOutcomes(db: Statements<Tables>, now: Date): Promise<void> {
  return deleteOutcomesBefore(db, new Date(now.getTime() - keptMs));
}
