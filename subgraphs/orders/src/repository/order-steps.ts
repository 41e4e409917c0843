import type { Database } from './database.ts';
import type { StoredTimelineEntry } from './orders.ts';

const versions = 'SELECT id, version FROM orders WHERE id = ANY($1::uuid[])';

/** Reads what subscribers have not seen yet. */
export class OrderSteps {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The steps of an order that come after a version, oldest first. */
  after(orderId: string, version: number, limit: number): Promise<StoredTimelineEntry[]> {
    return this.#database.timelineEntry.findMany({
      where: { orderId, version: { gt: version } },
      orderBy: { version: 'asc' },
      take: limit,
    }) as Promise<unknown> as Promise<StoredTimelineEntry[]>;
  }

  /** The present versions of many orders, in one statement. */
  async versionsOf(orderIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#database.$queryRawUnsafe<{ id: string; version: number }[]>(versions, orderIds);
    return new Map(rows.map(({ id, version }) => [id, version]));
  }
}
