import type { Currency, Order, OrderLine } from '../domain/order.ts';
import type { OrderStatus } from '../domain/checkout/order-status.ts';
import type { TimelineEntry } from '../domain/checkout/timeline.ts';
import type { Database } from './database.ts';
import { selectOrder } from './order-columns.ts';

/** A timeline entry with the order that it belongs to. */
export type StoredTimelineEntry = TimelineEntry & { readonly orderId: string };

/** A line with what its order knows of it. */
export type OwnedLine = OrderLine & Pick<Order, 'customerId' | 'currency'>;

/** Which orders a list has; `customerIds` null for everybody's. */
export interface OrderFilter {
  readonly customerIds: readonly string[] | null;
  readonly status: OrderStatus | null;
}

/** The sort key of lists: newest first. */
export interface OrderPosition {
  readonly placedAt: Date;
  readonly id: string;
}

/** Which part of a list: `size` orders that come after `after`. */
export interface OrderSlice {
  readonly size: number;
  readonly after: OrderPosition | null;
}

const pagesOfCustomers = `
SELECT owner.id AS "ownerId", o.*
FROM unnest($1::uuid[]) AS owner(id)
CROSS JOIN LATERAL (
  SELECT ${selectOrder} FROM orders o
  WHERE o.customer_id = owner.id
    AND ($3::timestamptz IS NULL OR (o.placed_at, o.id) < ($3::timestamptz, $4::uuid))
  ORDER BY o.placed_at DESC, o.id DESC
  LIMIT $2
) AS o
ORDER BY o."placedAt" DESC, o.id DESC`;

/** Reads orders. Rows that break the rules of `Order` cannot be stored: the database checks them. */
export class Orders {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  byIds(ids: readonly string[]): Promise<Order[]> {
    return this.#database.order.findMany({ where: { id: { in: [...ids] } } }) as Promise<unknown> as Promise<
      Order[]
    >;
  }

  byNumber(number: string): Promise<Order | null> {
    return this.#database.order.findUnique({
      where: { number },
    }) as Promise<unknown> as Promise<Order | null>;
  }

  linesOf(orderIds: readonly string[]): Promise<OrderLine[]> {
    return this.#database.orderLine.findMany({
      where: { orderId: { in: [...orderIds] } },
      orderBy: [{ orderId: 'asc' }, { position: 'asc' }],
    });
  }

  /** Lines with what only their order knows: whose they are, and in which currency. */
  async linesByIds(ids: readonly string[]): Promise<OwnedLine[]> {
    const lines = await this.#database.orderLine.findMany({
      where: { id: { in: [...ids] } },
      include: { order: { select: { customerId: true, currency: true } } },
    });
    return lines.map(({ order, ...line }) => ({ ...line, ...order, currency: order.currency as Currency }));
  }

  timelinesOf(orderIds: readonly string[]): Promise<StoredTimelineEntry[]> {
    return this.#database.timelineEntry.findMany({
      where: { orderId: { in: [...orderIds] } },
      orderBy: [{ orderId: 'asc' }, { version: 'asc' }],
    }) as Promise<unknown> as Promise<StoredTimelineEntry[]>;
  }

  /** A part of a list, newest first. */
  list(filter: OrderFilter, { size, after }: OrderSlice): Promise<Order[]> {
    const beyond =
      after === null
        ? {}
        : {
            placedAt: { lte: after.placedAt },
            NOT: { placedAt: after.placedAt, id: { gte: after.id } },
          };
    return this.#database.order.findMany({
      where: { ...whereOf(filter), ...beyond },
      orderBy: [{ placedAt: 'desc' }, { id: 'desc' }],
      take: size,
    }) as Promise<unknown> as Promise<Order[]>;
  }

  count(filter: OrderFilter): Promise<number> {
    return this.#database.order.count({ where: whereOf(filter) });
  }

  /** The same part of several users' lists in one statement; `ownerId` says whose list a row is of. */
  listsOf(
    customerIds: readonly string[],
    { size, after }: OrderSlice,
  ): Promise<(Order & { ownerId: string })[]> {
    return this.#database.$queryRawUnsafe(
      pagesOfCustomers,
      customerIds,
      size,
      after?.placedAt ?? null,
      after?.id ?? null,
    );
  }

  /** How many orders each of several users has; a user without any is left out. */
  async countsOf(customerIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const groups = await this.#database.order.groupBy({
      by: ['customerId'],
      where: { customerId: { in: [...customerIds] } },
      _count: true,
    });
    return new Map(groups.map(({ customerId, _count }) => [customerId, _count]));
  }
}

function whereOf({ customerIds, status }: OrderFilter): object {
  return {
    ...(customerIds === null ? {} : { customerId: { in: [...customerIds] } }),
    ...(status === null ? {} : { status }),
  };
}
