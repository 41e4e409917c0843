import { anyOfIds, bind, keyedRead, type Statements, type Transaction } from '@cartwright/database';
import { settleOrders } from '../claims/door.ts';
import type { Tables } from '../generated/tables.ts';
import { saveCheckouts, selectOrdersWithLines, type OrderWithLines } from '../order/door.ts';
import type { CheckoutsWithin } from './ports.ts';

/** Locks orders until the transaction ends; always in one sequence, so that two never wait for each other. */
export function lockOrders(tx: Transaction<Tables>, ids: readonly string[]): Promise<OrderWithLines[]> {
  return lockingOrders(tx, [...new Set(ids)]);
}

const lockingOrders = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
  selectOrdersWithLines(db).where('o.id', '=', anyOfIds(ids)).orderBy('o.id').forUpdate('o'),
);

/** Locks orders whose deadline has passed, except those that another transaction has locked. */
export function lockDueOrders(tx: Transaction<Tables>, now: Date, limit: number): Promise<OrderWithLines[]> {
  return selectOrdersWithLines(tx)
    .where('o.deadlineAt', '<=', now)
    .orderBy('o.deadlineAt')
    .limit(limit)
    .forUpdate('o')
    .skipLocked()
    .execute();
}

/** Whether the deadline of any order has passed; outside a transaction, since mostly none has. */
export async function isAnyOrderDue(db: Statements<Tables>, now: Date): Promise<boolean> {
  const due = db.selectFrom('orders').select('id').where('deadlineAt', '<=', now).limit(1);
  return (await due.executeTakeFirst()) !== undefined;
}

/** Checkouts in PostgreSQL. */
export const checkoutsWithin: CheckoutsWithin = (tx) =>
  bind(tx, {
    lock: lockOrders,
    locking: (within: Transaction<Tables>, ids: readonly string[]) =>
      lockingOrders.queryFor(within, [...new Set(ids)]),
    lockDue: lockDueOrders,
    save: saveCheckouts,
    settle: settleOrders,
  });
