import type { Statements } from '@cartwright/database';
import { byKey, listByKey } from '@cartwright/graph';
import type { Tables } from '../generated/tables.ts';
import { readLines, readLinesOf, readOrders, readTimelinesOf } from './repository/read-orders.ts';

/** What one operation reads of orders themselves, gathered into one statement per kind. */
export function orderLoaders(db: Statements<Tables>) {
  return {
    order: byKey(
      (ids: readonly string[]) => readOrders(db, ids),
      ({ id }) => id,
    ),
    line: byKey(
      (ids: readonly string[]) => readLines(db, ids),
      ({ id }) => id,
    ),
    lines: listByKey(
      (orderIds: readonly string[]) => readLinesOf(db, orderIds),
      ({ orderId }) => orderId,
    ),
    timeline: listByKey(
      (orderIds: readonly string[]) => readTimelinesOf(db, orderIds),
      ({ orderId }) => orderId,
    ),
  };
}
