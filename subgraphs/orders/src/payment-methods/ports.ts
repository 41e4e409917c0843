import type { Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { MethodOffer } from './rules.ts';

/** Orders' copy of what can be paid with: the newest offer alone, in whatever order they arrive. */
export interface MethodOffers {
  /** Keeps an offer, unless the one that is known is as new. */
  readonly keep: (tx: Transaction<Tables>, offer: MethodOffer) => Promise<void>;
  /** The newest offer, read within a transaction where one is given; undefined as long as none has arrived. */
  readonly newest: (tx?: Transaction<Tables>) => Promise<MethodOffer | undefined>;
}
