export { orders } from './app.ts';
export { consumes, publishes as checkoutPublishes } from './checkout/events.ts';
export type { CheckoutStore, CheckoutsWithin } from './checkout/ports.ts';
export { type CheckoutPolicy, createPolicy } from './checkout/rules/policy.ts';
export {
  cancelOrder,
  type CancelOrderOutcome,
  type CancelOrderRequest,
} from './checkout/use-cases/cancel-order.ts';
export {
  retryPayment,
  type RetryPaymentOutcome,
  type RetryPaymentRequest,
} from './checkout/use-cases/retry-payment.ts';
export { signalsWith } from './checkout/buyer-signals.ts';
export { sweepCheckouts } from './checkout/use-cases/sweep-checkouts.ts';
export { publishes as fulfilmentPublishes } from './fulfilment/events.ts';
export type { ParcelsWithin, ParcelStore } from './fulfilment/ports.ts';
export type { Parcel } from './fulfilment/rules/parcel.ts';
export {
  deliverParcel,
  type DeliverParcelOutcome,
  type DeliverParcelRequest,
} from './fulfilment/use-cases/deliver-parcel.ts';
export type { FulfilmentDependencies } from './fulfilment/use-cases/record-step.ts';
export {
  sendParcel,
  type SendParcelOutcome,
  type SendParcelRequest,
} from './fulfilment/use-cases/send-parcel.ts';
export { OrderSubscription } from './following/order-subscription.ts';
export {
  type CancellationReason,
  type Checkout,
  checkoutColumns,
  type Order,
  orderStatusOf,
  type OrderWithLines,
  type SavedCheckout,
  type StoredTimelineEntry,
  type TimelineEntry,
} from './order/door.ts';
export { consumes as methodOfferHandlers } from './payment-methods/events.ts';
export type { MethodOffers } from './payment-methods/ports.ts';
export type { MethodOffer } from './payment-methods/rules.ts';
export {
  decideReview,
  type DecideReviewOutcome,
  type DecideReviewRequest,
} from './payment-reviews/use-cases.ts';
export { publishes as placingPublishes } from './placing/events.ts';
export { CartsUnavailable, type FreezeCart, type PlacedOrder, type PlacedOrders } from './placing/ports.ts';
export { storingOrders } from './placing/store-orders.ts';
export { placeOrder, type PlaceOrderOutcome, type PlaceOrderRequest } from './placing/use-cases.ts';
