/** The invariants, by what they protect. */
export type InvariantName =
  | 'orders-end'
  | 'single-charge'
  | 'stock-adds-up'
  | 'compensation'
  | 'messages-settle'
  | 'one-notification'
  | 'rising-versions'
  | 'one-key-one-order'
  | 'money-adds-up';

/** Something that must never be. */
export interface Violation {
  readonly invariant: InvariantName;
  readonly message: string;
  /** The order that it is about, where it is about one. */
  readonly orderId?: string;
}

/** Whether the store is at work, so that only what must hold at every moment is asked for, or at rest. */
export type Moment = 'at-work' | 'at-rest';
