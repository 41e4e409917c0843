import { reopenCarts } from '../../cart/door.ts';
import type { FreezingStores } from '../ports.ts';
import type { OrderOutcome } from '../rules/order-outcome.ts';

/** What became of an order: it was placed, or has ended. */
export interface OrderNews {
  readonly orderId: string;
  readonly became: 'PLACED' | OrderOutcome;
}

/**
 * Does with the carts of orders what became of the orders. One whose order is placed stays frozen beyond the time limit, one whose
 * order is confirmed ends, and one whose order is cancelled, or was never placed, is its buyer's again, with the uses of promotions. Nothing happens for an
 * order that has ended before, or has lost its cart; of several news of one order its end counts.
 */
export async function followOrders(
  stores: FreezingStores,
  news: readonly OrderNews[],
  now: Date,
): Promise<void> {
  const { carts, outcomes, uses } = stores;
  const placed = ordersThat('PLACED', news);
  const confirmed = ordersThat('CONFIRMED', news);
  const cancelled = ordersThat('CANCELLED', news);
  const underWay = placed.filter((orderId) => !confirmed.includes(orderId) && !cancelled.includes(orderId));
  if (underWay.length > 0) await carts.confirmFreezes(underWay);
  if (confirmed.length > 0) await carts.completeCarts(confirmed, now);
  const toReopen = cancelled.length > 0 ? await carts.lockCheckingOut(cancelled) : [];
  await outcomes.recordOutcomes([
    ...confirmed.map((orderId) => ({ orderId, outcome: 'CONFIRMED', now }) as const),
    ...cancelled.map((orderId) => ({ orderId, outcome: 'CANCELLED', now }) as const),
  ]);
  await reopenCarts(stores, toReopen, now);
  // After the carts, as a freeze locks them, too.
  if (cancelled.length > 0) await uses.giveBackUses(cancelled);
}

function ordersThat(wanted: OrderNews['became'], news: readonly OrderNews[]): string[] {
  return [...new Set(news.flatMap(({ orderId, became }) => (became === wanted ? [orderId] : [])))];
}
