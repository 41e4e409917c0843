import type { Viewer } from '@cartwright/identity';
import { finalStatuses } from '../../domain/checkout/order-status.ts';
import { isId } from '../../domain/is-id.ts';
import { mayRead } from '../../domain/may-read.ts';
import type { Orders, StoredTimelineEntry } from '../../repository/orders.ts';
import type { OrderFollowers } from './order-followers.ts';

/** What following an order needs. */
export interface FollowOrderDependencies {
  readonly orders: Pick<Orders, 'byIds'>;
  readonly followers: OrderFollowers;
}

/** Who follows which order, and from where on. */
export interface FollowOrderRequest {
  readonly viewer: Viewer;
  readonly orderId: string;
  /** The last version that was seen; undefined to begin with the present state. */
  readonly afterVersion: number | undefined;
}

/**
 * Opens a feed of an order's steps: the present state or what was missed, then each step as it happens.
 * Gives undefined when the viewer has no such order.
 */
export async function followOrder(
  { orders, followers }: FollowOrderDependencies,
  { viewer, orderId, afterVersion }: FollowOrderRequest,
): Promise<AsyncIterableIterator<StoredTimelineEntry, undefined> | undefined> {
  const [order] = isId(orderId) ? await orders.byIds([orderId]) : [];
  if (order === undefined || !mayRead(viewer, order)) return undefined;
  const subscription = followers.follow(order.id, afterVersion ?? order.version - 1);
  const hasSeenAll = afterVersion !== undefined && afterVersion >= order.version;
  if (hasSeenAll && finalStatuses.has(order.status)) await subscription.return();
  return subscription;
}
