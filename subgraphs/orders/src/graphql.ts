import type { Connection } from '@cartwright/graph';
import type { Viewer, ViewerContext } from '@cartwright/identity';
import type { SubgraphRequest } from '@cartwright/process';
import type { ParkedMessage } from './domain/operations/parked-message.ts';
import type { StaffAction } from './domain/operations/staff-action.ts';
import type { Currency, Order, OrderLine } from './domain/order.ts';
import type { StoredTimelineEntry } from './repository/orders.ts';
import type { Operations } from './use-cases/operations/operations.ts';
import type { UseCases } from './use-cases/use-cases.ts';
import type { OrderLoaders } from './use-cases/order-loaders.ts';

export type OrderRow = Order;
export type OrderLineRow = OrderLine & { readonly currency: Currency };
export type OrderConnectionRow = Connection<Order>;
export type TimelineEntryRow = StoredTimelineEntry;
export type OrderStatusEventRow = StoredTimelineEntry;
export type ParkedMessageRow = ParkedMessage;
export type ParkedMessageConnectionRow = Connection<ParkedMessage>;
export type StaffActionRow = StaffAction;
export type StaffActionConnectionRow = Connection<StaffAction>;
export type StuckCheckoutRow = Order;
export type StuckCheckoutConnectionRow = Connection<Order>;

/** What a resolver of orders is given. */
export interface Context extends ViewerContext {
  readonly viewer: Viewer | null;
  readonly request: SubgraphRequest;
  readonly useCases: UseCases;
  /** What is for staff only. */
  readonly operations: Operations;
  /** One set per operation, so that a page costs one statement for each. */
  readonly loaders: OrderLoaders;
}
