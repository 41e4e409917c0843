import type { Statements } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import type { Viewer } from '@cartwright/identity';
import type { Tables } from '../generated/tables.ts';
import { finalStatuses, maySeeOrder, readOrders, type StoredTimelineEntry } from '../order/door.ts';
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

/** What came of it; `beyond-the-end` when the order never had the version that was seen, only this one. */
export type FollowOrderOutcome =
  | { kind: 'following'; steps: AsyncIterableIterator<StoredTimelineEntry, undefined> }
  | { kind: 'order-not-found' }
  | { kind: 'beyond-the-end'; version: number };

/** Opens a feed of an order's steps: the present state or what was missed, then each step as it happens. */
export async function followOrder(
  { db, followers }: FollowOrderDependencies,
  { viewer, orderId, afterVersion }: FollowOrderRequest,
): Promise<FollowOrderOutcome> {
  const [order] = isId(orderId) ? await readOrders(db, [orderId]) : [];
  if (order === undefined || !maySeeOrder(viewer, order)) {
    return { kind: 'order-not-found' };
  }
  const { version } = order;
  const after = afterVersion ?? version - 1;
  if (after > version) return { kind: 'beyond-the-end', version };
  const steps = followers.follow(order.id, { afterVersion: after, version });
  if (after === version && finalStatuses.has(order.status)) await steps.return();
  return { kind: 'following', steps };
}
