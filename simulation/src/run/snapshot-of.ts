import type { Snapshot, SnapshotOrder } from '@cartwright/invariants';
import type { Shop } from '../buyers/buyer.ts';
import type { Store } from './store.ts';

/** What each domain takes, of all that is sent in the simulation. */
const routes: Snapshot['routes'] = [
  ...['reserve', 'commit', 'release'].map((name) => ({ domain: 'products', type: `inventory.${name}.v1` })),
  ...[
    'reserved',
    'reservation-refused',
    'committed',
    'commit-refused',
    'released',
    'reservation-expired',
  ].map((name) => ({
    domain: 'orders',
    type: `inventory.${name}.v1`,
  })),
  ...['authorize', 'capture', 'cancel'].map((name) => ({ domain: 'payments', type: `payments.${name}.v1` })),
  ...['authorized', 'declined', 'action-required', 'captured', 'capture-failed', 'cancelled'].map((name) => ({
    domain: 'orders',
    type: `payments.${name}.v1`,
  })),
  ...['order-placed', 'order-confirmed', 'order-cancelled'].map((name) => ({
    domain: 'carts',
    type: `orders.${name}.v1`,
  })),
  ...['order-confirmed', 'order-cancelled'].map((name) => ({
    domain: 'notifications',
    type: `orders.${name}.v1`,
  })),
  { domain: 'carts', type: 'catalog.stock-changed.v1' },
];

/** The store as the invariants see it. */
export function snapshotOf({ store, accepted, followers }: Shop): Snapshot {
  const domains = Object.entries(store.messages);
  return {
    orders: ordersOf(store),
    accepted,
    keys: [...store.orders.keys.committed.values()].map(({ orderId, userId, key, completedAt }) => ({
      orderId,
      ownerId: userId,
      key,
      isCompleted: completedAt !== null,
    })),
    stock: [...store.stock.stock.committed.values()],
    reservations: [...store.stock.reservations.committed.values()],
    payments: [...store.payments.payments.committed.values()].map((payment) => ({
      ...payment,
      hasReceipt: store.payments.receipts.committed.has(payment.id),
    })),
    ledger: store.provider.books.all(),
    sent: domains.flatMap(([domain, { outbox }]) =>
      [...outbox.committed.values()].map(({ type, business_id: businessId, publishedAt }) => ({
        domain,
        type,
        businessId,
        isPublished: publishedAt !== null,
      })),
    ),
    handled: domains.flatMap(([domain, { inbox }]) =>
      [...inbox.committed.values()].map(({ type, business_id: businessId }) => ({
        domain,
        type,
        businessId,
      })),
    ),
    routes,
    parked: domains.flatMap(([domain, { parked }]) =>
      [...parked.committed.values()].map(({ type, business_id: businessId, reason }) => ({
        domain,
        type,
        businessId,
        reason,
        explanation: null,
      })),
    ),
    notifications: [...store.notifications.notifications.committed.values()].flatMap(({ orderId, ...row }) =>
      orderId === null ? [] : [{ ...row, orderId }],
    ),
    observations: followers.map(({ observation }) => observation),
    breaches: store.site.monitor.breaches,
  };
}

function ordersOf({ orders }: Store): SnapshotOrder[] {
  return [...orders.orders.committed.values()].map((order) => ({
    ...order,
    timeline: orders.timelines.committed.get(order.id) ?? [],
  }));
}
