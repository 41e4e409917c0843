import type { PaymentAttempt } from '../../order/door.ts';

/** What is known of one payment of an order. */
export type PaymentFact = { readonly paymentId: string } & (
  | { readonly type: 'payment-authorized' }
  /** The money is set aside, and staff are to look at it first; null when the provider did not say how long it is set aside. */
  | {
      readonly type: 'payment-review-required';
      readonly reasons: readonly string[];
      readonly authorizedUntil: Date | null;
    }
  | { readonly type: 'payment-action-required' }
  /** `isFinal`: no payment of this buyer will be taken, whatever the method. */
  | { readonly type: 'payment-declined'; readonly reason: string; readonly isFinal: boolean }
  | { readonly type: 'payment-captured' }
  | { readonly type: 'payment-capture-failed'; readonly reason: string }
  | { readonly type: 'payment-cancelled'; readonly outcome: 'voided' | 'refunded' | 'nothing-to-undo' }
);

/** What a checkout reacts to: the answers of products and payments, the passing of time, and requests of people. */
export type Fact =
  | { readonly type: 'stock-reserved'; readonly expiresAt: Date }
  /** `reason`: what a flash offer refuses; left out where there is not enough stock. */
  | {
      readonly type: 'stock-refused';
      readonly reason?: 'OFFER_SOLD_OUT' | 'OFFER_LIMIT_REACHED' | 'OFFER_NOT_ADMITTED';
    }
  | { readonly type: 'stock-committed' }
  | { readonly type: 'stock-commit-refused' }
  | { readonly type: 'stock-released' }
  | { readonly type: 'reservation-expired' }
  | PaymentFact
  /** The buyer wants to pay in another way, by a payment that has an id of its own. */
  | { readonly type: 'payment-retry-requested'; readonly attempt: PaymentAttempt }
  /** Staff have looked at a payment that is in review. */
  | { readonly type: 'review-decided'; readonly decision: 'APPROVE' | 'REJECT' }
  /** `isForced`: staff need not wait for the deadline. */
  | { readonly type: 'deadline-passed'; readonly isForced?: true }
  | { readonly type: 'cancel-requested'; readonly by: 'customer' | 'staff' };

/** The kinds of facts. */
export type FactType = Fact['type'];
