import { readPage, toConnection, type Connection } from '@cartwright/graph';
import { z } from 'zod';
import type { Order } from '../domain/order.ts';
import type { OrderFilter, Orders, OrderSlice } from '../repository/orders.ts';

/** Relay's arguments, as the schema offers them. */
export interface OrderPageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Where the rows of a page and their total come from. */
export interface OrderSource {
  readonly list: (slice: OrderSlice) => Promise<Order[]>;
  readonly count: () => Promise<number>;
}

const positionSchema = z.tuple([z.iso.datetime().transform((text) => new Date(text)), z.uuid()]);

/** A page of orders, newest first. @throws BAD_USER_INPUT for a bad size or cursor */
export async function orderPage(args: OrderPageArguments, source: OrderSource): Promise<Connection<Order>> {
  const page = readPage({ first: args.first, after: args.after }, positionSchema);
  const after = page.cursor === null ? null : { placedAt: page.cursor[0], id: page.cursor[1] };
  return toConnection({
    page,
    rows: await source.list({ size: page.fetchSize, after }),
    keyOf: ({ placedAt, id }): [Date, string] => [placedAt, id],
    totalCount: () => source.count(),
  });
}

/** A page of the orders that pass a filter. */
export function listOrders(
  orders: Orders,
  filter: OrderFilter,
  args: OrderPageArguments,
): Promise<Connection<Order>> {
  return orderPage(args, {
    list: (slice) => orders.list(filter, slice),
    count: () => orders.count(filter),
  });
}
