/** What each step of an order's life says, for people, unless a more particular message is known. */
export const timelineMessages = {
  ORDER_PLACED: 'The order was placed.',
  STOCK_RESERVED: 'The items are set aside.',
  STOCK_REFUSED: 'Something in the order is out of stock.',
  STOCK_COMMITTED: 'The items are sold.',
  STOCK_COMMIT_REFUSED: 'The items were no longer set aside.',
  STOCK_RELEASED: 'The items are back in stock.',
  RESERVATION_EXPIRED: 'The items were set aside for too long and are available to others again.',
  PAYMENT_AUTHORIZED: 'The payment is authorised.',
  PAYMENT_IN_REVIEW: 'The payment is being checked.',
  PAYMENT_REVIEW_PASSED: 'The payment is checked.',
  PAYMENT_ACTION_REQUIRED: 'The buyer has to confirm the payment.',
  PAYMENT_DECLINED: 'The payment was declined.',
  PAYMENT_RETRIED: 'The buyer pays in another way.',
  PAYMENT_CAPTURED: 'The payment is taken.',
  PAYMENT_CAPTURE_FAILED: 'The payment could not be taken.',
  PAYMENT_VOIDED: 'The payment is called off; nothing is charged.',
  PAYMENT_REFUNDED: 'The payment is refunded.',
  STEP_TIMED_OUT: 'A step took too long.',
  CANCEL_REQUESTED: 'Cancellation was requested.',
  ORDER_CONFIRMED: 'The order is confirmed.',
  ORDER_PARTIALLY_SHIPPED: 'A part of the order is on its way.',
  ORDER_SHIPPED: 'The order is on its way.',
  TRACKING_CHANGED: 'A parcel can be followed elsewhere.',
  ORDER_PARTIALLY_DELIVERED: 'A part of the order has arrived.',
  ORDER_DELIVERED: 'The order has arrived.',
  ORDER_CANCELLED: 'The order is cancelled.',
} as const;

/** What happened, for programs. */
export type TimelineCode = keyof typeof timelineMessages;

/** Whether a step undoes an earlier one. */
export function isCompensation(code: TimelineCode): boolean {
  return code === 'STOCK_RELEASED' || code === 'PAYMENT_VOIDED' || code === 'PAYMENT_REFUNDED';
}
