import type { AcceptedOrder, Quote } from '@cartwright/invariants';
import type { Store } from '../run/store.ts';
import type { Turns } from '../run/watch-turns.ts';
import type { Article } from './catalogue.ts';
import type { Follower } from './follower.ts';

/** Requests to pay for an order in another way. */
export interface PaymentRetries {
  /** The token that was sent, by the request's key. */
  readonly sent: Map<string, string>;
  /** The keys of those that were accepted. */
  readonly accepted: Set<string>;
}

/** Decisions of staff about one review. */
export interface ReviewDecisions {
  readonly sent: Set<'APPROVE' | 'REJECT'>;
  readonly accepted: Set<'APPROVE' | 'REJECT'>;
}

/** What all buyers share: the articles, and what the shop has answered them. */
export interface Shop {
  readonly store: Store;
  readonly articles: readonly Article[];
  readonly accepted: AcceptedOrder[];
  /** The prices that were shown for the accepted orders. */
  readonly quotes: Quote[];
  readonly followers: Follower[];
  /** Orders whose cancellation was accepted. */
  readonly promisedToCancel: Set<string>;
  /** By order: what its buyer did to pay in another way. */
  readonly retries: Map<string, PaymentRetries>;
  /** By order: what staff decided of its review, as they sent it and as it was accepted. */
  readonly decisions: Map<string, ReviewDecisions>;
  /** How many parcels staff wanted to send of each order. */
  readonly sendings: Map<string, number>;
  /** Who waits for pieces, as somebody who hands them out would have it. */
  readonly turns: Turns;
  /** What staff are doing. */
  readonly staffAtWork: Set<Promise<void>>;
}
