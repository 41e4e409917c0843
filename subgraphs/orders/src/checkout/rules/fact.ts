/** What a checkout reacts to: the answers of products and payments, the passing of time, and requests to cancel. */
export type Fact =
  | { readonly type: 'stock-reserved'; readonly expiresAt: Date }
  | { readonly type: 'stock-refused' }
  | { readonly type: 'stock-committed' }
  | { readonly type: 'stock-commit-refused' }
  | { readonly type: 'stock-released' }
  | { readonly type: 'reservation-expired' }
  | { readonly type: 'payment-authorized' }
  | { readonly type: 'payment-action-required' }
  | { readonly type: 'payment-declined'; readonly reason: string }
  | { readonly type: 'payment-captured' }
  | { readonly type: 'payment-capture-failed'; readonly reason: string }
  | { readonly type: 'payment-cancelled'; readonly outcome: 'voided' | 'refunded' | 'nothing-to-undo' }
  /** `isForced`: staff need not wait for the deadline. */
  | { readonly type: 'deadline-passed'; readonly isForced?: true }
  | { readonly type: 'cancel-requested'; readonly by: 'customer' | 'staff' };

/** The kinds of facts. */
export type FactType = Fact['type'];
