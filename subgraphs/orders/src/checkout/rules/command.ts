/** What a step wants to be sent; the caller turns it into messages and puts them into the outbox. */
export type Command =
  | { readonly type: 'reserve-stock' }
  | { readonly type: 'authorize-payment' }
  | { readonly type: 'commit-stock' }
  | { readonly type: 'capture-payment' }
  | { readonly type: 'release-stock'; readonly reason: string }
  /** Of any payment of the order: an earlier one may have to be handed back. */
  | { readonly type: 'cancel-payment'; readonly paymentId: string; readonly reason: string }
  | { readonly type: 'announce-in-review' }
  | { readonly type: 'announce-confirmed' }
  | { readonly type: 'announce-cancelled' };
