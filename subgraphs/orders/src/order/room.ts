import type { Statements } from '@cartwright/database';
import { isOwn } from '@cartwright/identity';
import type { Owns } from '@cartwright/graph';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { orderLoaders } from './loaders.ts';
import type { MadeParts, Order } from './repository/order-rows.ts';
import { resolvers } from './resolvers.ts';

/** What the resolvers of all rooms find: one set of loaders per operation, so that a page costs one statement for each. */
export type OrderContext = ReturnType<typeof contextOf>;

/** The order itself: what it is made of, and how it is read. */
export function orderRoom({ database }: Parts): Room<Tables> {
  const owns: Owns = ({ customerId, guestId }: Pick<Order, 'customerId' | 'guestId'>, viewer) =>
    isOwn(viewer, customerId) || (guestId !== null && isOwn(viewer, guestId));
  return { resolvers, owns: { Order: owns, OrderLine: owns }, context: () => contextOf(database.statements) };
}

function contextOf(db: Statements<Tables>) {
  const loaders = orderLoaders(db);
  return {
    order: {
      loaders,
      /** Takes note of an order that was read, or made with its lines and its timeline: it is not looked up again. */
      found: (order: Order, made?: MadeParts): void => {
        loaders.order.prime(order.id, order);
        if (made === undefined) return;
        loaders.lines.prime(order.id, made.lines);
        loaders.timeline.prime(order.id, made.timeline);
      },
      /** Takes note of an order that was changed: what was loaded of it before must not be answered after it. */
      changed: (order: Order): Order => {
        loaders.order.clear(order.id).prime(order.id, order);
        loaders.timeline.clear(order.id);
        return order;
      },
    },
  };
}
