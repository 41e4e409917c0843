import type { PastOrder } from '../seed/past-order.ts';
import type { Database } from './database.ts';

/** Writes past orders with their lines and timelines, all or none; those that are there stay as they are. */
export async function seedOrders(database: Database, past: readonly PastOrder[]): Promise<void> {
  await database.$transaction([
    database.order.createMany({ data: past.map(({ order }) => order), skipDuplicates: true }),
    database.orderLine.createMany({
      data: past.flatMap(({ lines }) => [...lines]),
      skipDuplicates: true,
    }),
    database.timelineEntry.createMany({
      data: past.flatMap(({ order, timeline }) => timeline.map((entry) => ({ ...entry, orderId: order.id }))),
      skipDuplicates: true,
    }),
  ]);
}
