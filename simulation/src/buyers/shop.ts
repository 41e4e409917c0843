import type { AcceptedOrder, Quote } from '@cartwright/invariants';
import type { Store } from '../run/store.ts';
import type { Article } from './catalogue.ts';
import type { Follower } from './follower.ts';

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
  /** By order: the keys of requests to pay in another way, and those that were accepted. */
  readonly retries: Map<string, { readonly sent: Set<string>; readonly accepted: Set<string> }>;
  /** How many parcels staff wanted to send of each order. */
  readonly sendings: Map<string, number>;
  /** What staff are doing. */
  readonly staffAtWork: Set<Promise<void>>;
}
