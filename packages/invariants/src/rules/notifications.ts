import type { Snapshot, SnapshotNotification } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

/** The type of notification that each message leads to. */
const notificationTypes: Readonly<Record<string, string>> = {
  'orders.order-in-review.v1': 'ORDER_IN_REVIEW',
  'orders.order-confirmed.v1': 'ORDER_CONFIRMED',
  'orders.order-cancelled.v1': 'ORDER_CANCELLED',
  'orders.fulfillment-shipped.v1': 'ORDER_SHIPPED',
  'orders.fulfillment-delivered.v1': 'ORDER_DELIVERED',
  'orders.order-access-requested.v1': 'ORDER_ACCESS_LINK',
};

/** Of these an order has several, each of its own fact. */
const perFact: ReadonlySet<string> = new Set(['ORDER_SHIPPED', 'ORDER_DELIVERED', 'ORDER_ACCESS_LINK']);
const sold: ReadonlySet<string> = new Set(['CONFIRMED', 'SHIPPED', 'DELIVERED']);

/**
 * 6. One notification per order and type, or per parcel, keyed by business id, each for a message that was handled; at rest there is one
 * for the end of each order, and it is sent.
 */
export function notificationViolations(snapshot: Snapshot, moment: Moment): Violation[] {
  const { notifications, routes } = snapshot;
  const groups = Map.groupBy(notifications, ({ orderId, type, channel, businessId }) =>
    [orderId, type, channel, perFact.has(type) ? businessId : ''].join(' '),
  );
  const twice = [...groups.values()].flatMap(([first, ...more]) =>
    first === undefined || more.length === 0
      ? []
      : [violation(first.orderId, `was notified of ${first.type} ${more.length + 1} times`)],
  );
  if (!routes.some(({ domain }) => domain === 'notifications')) return twice;
  const always = [...twice, ...unfounded(snapshot)];
  return moment === 'at-work' ? always : [...always, ...missing(snapshot), ...notifications.flatMap(unsent)];
}

function unfounded({ notifications, handled, orders }: Snapshot): Violation[] {
  const founded = new Set(handled.flatMap(dueFor));
  const imported = new Set(orders.filter(({ isImported }) => isImported).map(({ id }) => id));
  return notifications
    .filter(
      ({ orderId, businessId, type }) => !imported.has(orderId) && !founded.has(`${businessId} ${type}`),
    )
    .map(({ orderId, type }) => violation(orderId, `was notified of ${type} without a message`));
}

function dueFor({ domain, type, businessId }: Snapshot['handled'][number]): string[] {
  const name = notificationTypes[type];
  return domain === 'notifications' && name !== undefined ? [`${businessId} ${name}`] : [];
}

function missing({ notifications, handled, orders }: Snapshot): Violation[] {
  const known = new Set(notifications.map(({ businessId, type }) => `${businessId} ${type}`));
  const ended = orders
    .filter(({ isImported, status }) => !isImported && (sold.has(status) || status === 'CANCELLED'))
    .map(({ id, status }) => `${id} ORDER_${sold.has(status) ? 'CONFIRMED' : status}`);
  const forgotten = new Set(orders.filter(({ isErased }) => isErased).map(({ id }) => id));
  return [...new Set([...ended, ...handled.flatMap(dueFor)])]
    .filter((due) => !known.has(due) && !forgotten.has(due.split(' ')[0] ?? ''))
    .map((due) => {
      const [orderId = '', type] = due.split(' ');
      return violation(orderId, `has reached ${type ?? ''}, and its buyer was never notified`);
    });
}

function unsent({ orderId, type, state }: SnapshotNotification): Violation[] {
  return state === 'SENT' ? [] : [violation(orderId, `has the notification ${type}, which is ${state}`)];
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'one-notification', orderId, message: `order ${orderId} ${what}` };
}
