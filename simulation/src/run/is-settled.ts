import type { Store } from './store.ts';

/** Whether nothing is left to do, whether or not the invariants hold. */
export function isSettled({ orders, stock, payments, messages, notifications, server }: Store): boolean {
  return (
    Object.values(messages).every(({ unpublishedCount }) => unpublishedCount === 0) &&
    all(orders.orders.committed, ({ deadlineAt }) => deadlineAt === null) &&
    all(payments.payments.committed, ({ nextAttemptAt }) => nextAttemptAt === null) &&
    all(stock.reservations.committed, ({ status }) => status !== 'reserved') &&
    all(notifications.notifications.committed, ({ state }) => state !== 'PENDING') &&
    all(server.streams, ({ isDrained }) => isDrained)
  );
}

function all<Row>(rows: ReadonlyMap<string, Row>, holds: (row: Row) => boolean): boolean {
  for (const row of rows.values()) if (!holds(row)) return false;
  return true;
}
