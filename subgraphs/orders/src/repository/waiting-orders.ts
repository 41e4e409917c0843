import type { Order } from '../domain/order.ts';
import type { Database } from './database.ts';
import { selectOrder } from './order-columns.ts';
import type { Slice } from './slice.ts';

const waiting = 'o.deadline_at IS NOT NULL AND o.step_started_at <= $1::timestamptz';
const selectWaiting = `
SELECT ${selectOrder} FROM orders o
WHERE ${waiting} AND ($3::timestamptz IS NULL OR (o.step_started_at, o.id) > ($3::timestamptz, $4::uuid))
ORDER BY o.step_started_at, o.id
LIMIT $2`;
const countWaiting = `SELECT count(*)::int AS "count" FROM orders o WHERE ${waiting}`;

/** Reads orders whose checkout awaits something; those are few, and the index on deadlines finds them. */
export class WaitingOrders {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A part of those whose step began before then, longest waiting first. */
  list(startedBefore: Date, { size, after }: Slice): Promise<Order[]> {
    const position = [after?.at ?? null, after?.id ?? null];
    return this.#database.$queryRawUnsafe(selectWaiting, startedBefore, size, ...position);
  }

  async count(startedBefore: Date): Promise<number> {
    const rows = await this.#database.$queryRawUnsafe<{ count: number }[]>(countWaiting, startedBefore);
    return rows[0]?.count ?? 0;
  }
}
