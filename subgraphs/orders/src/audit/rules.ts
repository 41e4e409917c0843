/** What staff can do. */
export type StaffActionKind =
  | 'PARKED_MESSAGE_REPLAY'
  | 'PARKED_MESSAGE_DISCARD'
  | 'CHECKOUT_REDRIVE'
  | 'CHECKOUT_CANCEL'
  | 'ORDER_CANCEL'
  | 'ORDER_FULFILLMENT_CREATE'
  | 'ORDER_FULFILLMENT_TRACKING_UPDATE'
  | 'ORDER_FULFILLMENT_MARK_DELIVERED'
  | 'PAYMENT_REVIEW_APPROVE'
  | 'PAYMENT_REVIEW_REJECT';

/** What the audit trail says where the mutation asks for no reason. */
export const unexplained = 'No reason was asked for.';
