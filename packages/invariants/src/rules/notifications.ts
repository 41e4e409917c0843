import type { Snapshot } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

/** 6. One notification per order and type, keyed by business id; at rest each end of an order was told. */
export function notificationViolations(
  { notifications, orders, routes }: Snapshot,
  moment: Moment,
): Violation[] {
  const told = Map.groupBy(notifications, ({ orderId, type, channel }) => `${orderId} ${type} ${channel}`);
  const twice = [...told.values()].flatMap(([first, ...more]) =>
    first === undefined || more.length === 0
      ? []
      : [violation(first.orderId, `was told of ${first.type} ${more.length + 1} times`)],
  );
  const isTold = routes.some(({ domain }) => domain === 'notifications');
  if (moment === 'at-work' || !isTold) return twice;
  const known = new Set(notifications.map(({ orderId, type }) => `${orderId} ${type}`));
  const untold = orders
    .filter(({ status }) => status === 'CONFIRMED' || status === 'CANCELLED')
    .filter(({ id, status }) => !known.has(`${id} ORDER_${status}`))
    .map(({ id, status }) => violation(id, `is ${status}, and its buyer was never told`));
  return [...twice, ...untold];
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'one-notification', orderId, message: `order ${orderId} ${what}` };
}
