import { openTestDatabase, type PrismaDatabase } from '@cartwright/testing';
import { PrismaClient } from '../src/generated/prisma/client.ts';
import type { Tables } from '../src/generated/tables.ts';
import type { StoredTimelineEntry } from '../src/order/door.ts';

/** A database of orders that a test has for itself. */
export interface OrdersDatabase extends PrismaDatabase<Tables, PrismaClient>, AsyncDisposable {
  /** The timeline of an order, oldest entry first. */
  readonly timelineOf: (orderId: string) => Promise<StoredTimelineEntry[]>;
}

/** Creates a migrated database and connects to it. */
export async function openOrdersDatabase(): Promise<OrdersDatabase> {
  const opened = await openTestDatabase<Tables, PrismaClient>(PrismaClient, 'orders');
  const { database, [Symbol.asyncDispose]: dispose } = opened;
  const timelineOf = (orderId: string): Promise<StoredTimelineEntry[]> =>
    database.statements
      .selectFrom('timelineEntries')
      .selectAll()
      .where('orderId', '=', orderId)
      .orderBy('version')
      .execute();
  return Object.assign(database, { timelineOf, [Symbol.asyncDispose]: dispose });
}
