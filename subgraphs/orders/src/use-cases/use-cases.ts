import type { Connection } from '@cartwright/graph';
import type { Order } from '../domain/order.ts';
import type { OrderFilter, Orders, StoredTimelineEntry } from '../repository/orders.ts';
import {
  cancelOrder,
  type CancelOrderDependencies,
  type CancelOrderOutcome,
  type CancelOrderRequest,
} from './cancel-order.ts';
import { followOrder, type FollowOrderRequest } from './follow-order/follow-order.ts';
import type { OrderFollowers } from './follow-order/order-followers.ts';
import { listOrders, type OrderPageArguments } from './list-orders.ts';
import {
  placeOrder,
  type PlaceOrderDependencies,
  type PlaceOrderOutcome,
  type PlaceOrderRequest,
} from './place-order.ts';

/** What orders does for its resolvers. */
export interface UseCases {
  placeOrder(request: PlaceOrderRequest): Promise<PlaceOrderOutcome>;
  cancelOrder(request: CancelOrderRequest): Promise<CancelOrderOutcome>;
  /** Undefined when the viewer has no such order. */
  followOrder(
    request: FollowOrderRequest,
  ): Promise<AsyncIterableIterator<StoredTimelineEntry, undefined> | undefined>;
  listOrders(filter: OrderFilter, args: OrderPageArguments): Promise<Connection<Order>>;
  findByNumber(number: string): Promise<Order | null>;
}

/** What the use cases share. */
export interface UseCaseDependencies extends PlaceOrderDependencies, CancelOrderDependencies {
  readonly orders: Orders;
  readonly followers: OrderFollowers;
}

/** Binds the use cases to what they need. */
export function createUseCases(dependencies: UseCaseDependencies): UseCases {
  const { orders } = dependencies;
  return {
    placeOrder: (request) => placeOrder(dependencies, request),
    cancelOrder: (request) => cancelOrder(dependencies, request),
    followOrder: (request) => followOrder(dependencies, request),
    listOrders: (filter, args) => listOrders(orders, filter, args),
    findByNumber: (number) => orders.byNumber(number),
  };
}
