/** What staff can do. */
export type StaffActionKind =
  | 'PARKED_MESSAGE_REPLAY'
  | 'PARKED_MESSAGE_DISCARD'
  | 'CHECKOUT_REDRIVE'
  | 'CHECKOUT_CANCEL'
  | 'ORDER_CANCEL';

/** Something that a member of the staff did. */
export interface StaffAction {
  readonly id: string;
  readonly staffId: string;
  readonly action: StaffActionKind;
  /** The order or parked message that it was done to. */
  readonly target: string;
  readonly reason: string;
  readonly at: Date;
}
