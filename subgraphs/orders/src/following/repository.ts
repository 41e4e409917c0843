import { anyOf, type Statements } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { StoredTimelineEntry } from '../order/door.ts';

/** The steps of an order that come after a version, oldest first. */
export function stepsAfter(
  db: Statements<Tables>,
  orderId: string,
  { version, limit }: { readonly version: number; readonly limit: number },
): Promise<StoredTimelineEntry[]> {
  return db
    .selectFrom('timelineEntries')
    .selectAll()
    .where('orderId', '=', orderId)
    .where('version', '>', version)
    .orderBy('version')
    .limit(limit)
    .execute();
}

/** The present versions of many orders, in one statement. */
export function versionsOf(
  db: Statements<Tables>,
  orderIds: readonly string[],
): Promise<{ id: string; version: number }[]> {
  return db.selectFrom('orders').select(['id', 'version']).where('id', '=', anyOf(orderIds)).execute();
}
