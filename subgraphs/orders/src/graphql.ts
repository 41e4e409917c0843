import type { Connection, SubgraphRequest, Viewer, ViewerContext } from '@cartwright/subgraph-kit';
import type { Currency, Order, OrderLine } from './domain/order.ts';
import type { StoredTimelineEntry } from './repository/orders.ts';
import type { UseCases } from './use-cases/use-cases.ts';
import type { OrderLoaders } from './use-cases/order-loaders.ts';

export type OrderRow = Order;
export type OrderLineRow = OrderLine & { readonly currency: Currency };
export type OrderConnectionRow = Connection<Order>;
export type TimelineEntryRow = StoredTimelineEntry;
export type OrderStatusEventRow = StoredTimelineEntry;

/** What a resolver of orders is given. */
export interface Context extends ViewerContext {
  readonly viewer: Viewer | null;
  readonly request: SubgraphRequest;
  readonly useCases: UseCases;
  /** One set per operation, so that a page costs one statement for each. */
  readonly loaders: OrderLoaders;
}
