export {
  type Checkout,
  checkoutColumns,
  type MadeParts,
  type Order,
  type OrderLine,
  type OrderWithLines,
  shownColumns,
  type ShownLine,
  type ShownOrder,
  type StoredTimelineEntry,
  type TimelineEntry,
} from './repository/order-rows.ts';
export { findByNumber, readOrders, selectOrdersWithLines } from './repository/read-orders.ts';
export {
  addOrders,
  addPastOrders,
  giveOrders,
  type NewOrder,
  type PastOrder,
  saveCheckouts,
  type SavedCheckout,
} from './repository/write-orders.ts';
export { maySeeOrder } from './may-see-order.ts';
export { cancellationOf } from './rules/cancellation.ts';
export { readOrderNumber } from './rules/order-number.ts';
export { orderSnapshot } from './rules/order-snapshot.ts';
export { lineRestMinor } from './rules/line-price.ts';
export { taxLinesOf, type OrderTaxLine } from './rules/tax-lines.ts';
export { finalStatuses, orderStatusOf, paymentStatusOf } from './rules/order-status.ts';
export type {
  CancellationReason,
  Fulfillment,
  OrderStatus,
  PaymentAttempt,
  ReviewState,
  Step,
} from './rules/states.ts';
export { isCompensation, type TimelineCode, timelineMessages } from './rules/timeline.ts';
