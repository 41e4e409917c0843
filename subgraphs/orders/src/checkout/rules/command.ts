/** What a step wants to be sent; the caller turns it into messages and puts them into the outbox. */
export type Command =
  | { readonly type: 'reserve-stock' }
  | { readonly type: 'authorize-payment' }
  | { readonly type: 'commit-stock' }
  | { readonly type: 'capture-payment' }
  | { readonly type: 'release-stock'; readonly reason: string }
  | { readonly type: 'cancel-payment'; readonly reason: string }
  | { readonly type: 'announce-confirmed' }
  | { readonly type: 'announce-cancelled' };
