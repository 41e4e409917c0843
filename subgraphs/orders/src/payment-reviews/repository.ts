import { partOfList, type Statements } from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import type { Tables } from '../generated/tables.ts';
import type { Order, ReviewState } from '../order/door.ts';

/** A part of the orders whose payment is or was in review, in the order in which they came in. */
export function listReviewed(
  db: Statements<Tables>,
  states: readonly ReviewState[],
  slice: InstantSlice,
): Promise<Order[]> {
  const list = reviewed(db, states).selectAll();
  return partOfList(list, { by: ['reviewOpenedAt', 'id'], order: 'asc' }, slice).execute();
}

/** How many orders that list has. */
export async function countReviewed(db: Statements<Tables>, states: readonly ReviewState[]): Promise<number> {
  const { count } = await reviewed(db, states)
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function reviewed(db: Statements<Tables>, states: readonly ReviewState[]) {
  return db.selectFrom('orders').where('reviewState', 'in', states);
}
