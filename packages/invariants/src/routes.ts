import type { Snapshot } from './snapshot.ts';

const readers: Readonly<Record<string, readonly string[]>> = {
  'inventory.reserve.v1': ['products'],
  'inventory.commit.v1': ['products'],
  'inventory.release.v1': ['products'],
  'inventory.reserved.v1': ['orders'],
  'inventory.reservation-refused.v1': ['orders'],
  'inventory.committed.v1': ['orders'],
  'inventory.commit-refused.v1': ['orders'],
  'inventory.released.v1': ['orders'],
  'inventory.reservation-expired.v1': ['orders'],
  'payments.authorize.v1': ['payments'],
  'payments.capture.v1': ['payments'],
  'payments.cancel.v1': ['payments'],
  'payments.authorized.v1': ['orders'],
  'payments.declined.v1': ['orders'],
  'payments.action-required.v1': ['orders'],
  'payments.captured.v1': ['orders'],
  'payments.capture-failed.v1': ['orders'],
  'payments.cancelled.v1': ['orders'],
  'orders.order-placed.v1': ['carts'],
  'orders.order-confirmed.v1': ['carts', 'notifications'],
  'orders.order-cancelled.v1': ['carts', 'notifications'],
  'catalog.variant-changed.v1': ['carts'],
  'catalog.stock-changed.v1': ['carts'],
  'accounts.customer-registered.v1': ['products', 'notifications'],
  'accounts.guest-claimed.v1': ['carts', 'orders', 'payments', 'notifications'],
  'messaging.message-parked.v1': ['orders'],
  'messaging.parked-resolved.v1': ['orders'],
};

/**
 * Which domain handles which message. Left out are `orders.order-status-changed`, which only wakes subscriptions, and
 * staff's commands about parked messages, which every domain hears and one obeys.
 */
export const routes: Snapshot['routes'] = Object.entries(readers).flatMap(([type, domains]) =>
  domains.map((domain) => ({ type, domain })),
);
