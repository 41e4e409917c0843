import type { Violation } from '@cartwright/invariants';
import type { OrderWithLines } from '@cartwright/orders';
import type { Shop } from '../buyers/shop.ts';
import { brokenReviews } from './broken-reviews.ts';

/**
 * At rest, each order whose cancellation was accepted must be cancelled, what staff sent once was sent once, and an order
 * has been paid as often as its buyer has decided to, by the method that was chosen last; whoever came first was served first.
 */
export function brokenPromises(shop: Shop): Violation[] {
  return [
    ...uncancelled(shop),
    ...sentTwice(shop),
    ...paidOtherwise(shop),
    ...brokenReviews(shop),
    ...shop.turns.violations(),
  ];
}

function sentTwice({ store, sendings }: Shop): Violation[] {
  return [...store.orders.parcels.committed].flatMap(([orderId, parcels]) => {
    const wanted = sendings.get(orderId) ?? 0;
    if (parcels.length <= wanted) return [];
    const message = `order ${orderId} has ${parcels.length} parcels, and ${wanted} were asked for`;
    return [{ invariant: 'parcels-fit' as const, orderId, message }];
  });
}

function uncancelled({ store, promisedToCancel }: Shop): Violation[] {
  return [...promisedToCancel].flatMap((orderId) => {
    const status = store.orders.orders.committed.get(orderId)?.status ?? 'nowhere';
    if (status === 'CANCELLED') return [];
    return [violation(orderId, `had its cancellation accepted, and is ${status}`)];
  });
}

/** A payment that was undone before it began counts. */
function paidOtherwise(shop: Shop): Violation[] {
  const { orders, payments } = shop.store;
  const begun = Map.groupBy(payments.payments.committed.values(), ({ orderId }) => orderId);
  const undoneEarly = Map.groupBy(payments.tombstones.committed.values(), ({ orderId }) => orderId);
  return [...orders.orders.committed.values()].flatMap((order) => {
    const own = begun.get(order.id) ?? [];
    const count = own.length + (undoneEarly.get(order.id)?.length ?? 0);
    const method = own.find(({ id }) => id === order.paymentId)?.methodToken;
    return [
      ...unwanted(shop, order, count),
      ...byAnotherMethod(order, method),
      ...byTheMethodBefore(shop, order, count),
    ];
  });
}

/** An accepted request may come to nothing only when the order is cancelled meanwhile. */
function unwanted({ retries }: Shop, { id, status }: OrderWithLines, payments: number): Violation[] {
  const { sent = new Map(), accepted = new Set() } = retries.get(id) ?? {};
  const [least, most] = [status === 'CANCELLED' ? 0 : 1 + accepted.size, 1 + sent.size];
  if (payments >= least && payments <= most) return [];
  return [violation(id, `has ${payments} payments, and its buyer asked for ${least} to ${most}`)];
}

/** Once there is a second payment, it is by a method that the buyer chose for it. */
function byTheMethodBefore({ retries }: Shop, order: OrderWithLines, payments: number): Violation[] {
  const chosen = new Set(retries.get(order.id)?.sent.values());
  if (payments < 2 || chosen.has(order.paymentMethodToken)) return [];
  return [violation(order.id, `is to be paid with ${order.paymentMethodToken} still, after another choice`)];
}

function byAnotherMethod(
  { id, paymentMethodToken }: OrderWithLines,
  method: string | undefined,
): Violation[] {
  if (method === undefined || method === paymentMethodToken) return [];
  return [violation(id, `is to be paid with ${paymentMethodToken}, and was with ${method}`)];
}

function violation(orderId: string, what: string): Violation {
  return { invariant: 'orders-end', orderId, message: `order ${orderId} ${what}` };
}
