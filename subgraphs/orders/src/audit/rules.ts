/** What staff can do. */
export type StaffActionKind =
  | 'PARKED_MESSAGE_REPLAY'
  | 'PARKED_MESSAGE_DISCARD'
  | 'CHECKOUT_REDRIVE'
  | 'CHECKOUT_CANCEL'
  | 'ORDER_CANCEL';
