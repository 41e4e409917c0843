import { partOfList, type Statements } from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import type { Tables } from '../generated/tables.ts';
import type { Order } from '../order/door.ts';

/** A part of the orders whose checkout waits since before then, longest waiting first. */
export function listWaiting(
  db: Statements<Tables>,
  startedBefore: Date,
  slice: InstantSlice,
): Promise<Order[]> {
  const list = waiting(db, startedBefore).selectAll();
  return partOfList(list, { by: ['stepStartedAt', 'id'], order: 'asc' }, slice).execute();
}

/** How many orders that list has. */
export async function countWaiting(db: Statements<Tables>, startedBefore: Date): Promise<number> {
  const { count } = await waiting(db, startedBefore)
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Those whose checkout awaits something are few, and the index on deadlines finds them. */
function waiting(db: Statements<Tables>, startedBefore: Date) {
  return db
    .selectFrom('orders')
    .where('deadlineAt', 'is not', null)
    .where('stepStartedAt', '<=', startedBefore);
}

/** How many parked messages of each domain are not resolved; a domain without any is left out. */
export async function countOpenParked(db: Statements<Tables>): Promise<ReadonlyMap<string, number>> {
  const counts = await db
    .selectFrom('parkedMessages')
    .select((eb) => ['domain', eb.cast<number>(eb.fn.countAll(), 'integer').as('count')])
    .where('state', '<>', 'RESOLVED')
    .groupBy('domain')
    .execute();
  return new Map(counts.map(({ domain, count }) => [domain, count]));
}
