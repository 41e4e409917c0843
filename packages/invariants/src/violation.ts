/** The invariants, by what they protect. */
export type InvariantName =
  | 'orders-end'
  | 'single-charge'
  | 'stock-adds-up'
  | 'compensation'
  | 'messages-handled'
  | 'one-notification'
  | 'rising-versions'
  | 'one-key-one-order'
  | 'money-adds-up'
  | 'prices-agree'
  | 'offers-hold'
  | 'parcels-fit'
  | 'reviews-hold'
  | 'erased-are-gone'
  | 'audit-holds';

/** A state that must never occur. */
export interface Violation {
  readonly invariant: InvariantName;
  readonly message: string;
  /** The order concerned, if it is one order. */
  readonly orderId?: string;
}

/** `at-work`: only safety is checked, which must hold at every moment; `at-rest`: nothing is in progress, so all is. */
export type Moment = 'at-work' | 'at-rest';
