import type { Statements } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import { maySee, type Viewer } from '@cartwright/identity';
import type { Tables } from '../generated/tables.ts';
import { finalStatuses, readOrders, type StoredTimelineEntry } from '../order/door.ts';
import type { OrderFollowers } from './order-followers.ts';

/** What following an order needs. */
export interface FollowOrderDependencies {
  readonly db: Statements<Tables>;
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
  { db, followers }: FollowOrderDependencies,
  { viewer, orderId, afterVersion }: FollowOrderRequest,
): Promise<AsyncIterableIterator<StoredTimelineEntry, undefined> | undefined> {
  const [order] = isId(orderId) ? await readOrders(db, [orderId]) : [];
  if (order === undefined || !maySee(viewer, order.customerId)) return undefined;
  const subscription = followers.follow(order.id, afterVersion ?? order.version - 1);
  const hasSeenAll = afterVersion !== undefined && afterVersion >= order.version;
  if (hasSeenAll && finalStatuses.has(order.status)) await subscription.return();
  return subscription;
}
