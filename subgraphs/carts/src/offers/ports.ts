import type { Transaction } from '@cartwright/database';
import type { DataOf, stockChanged, variantChanged } from '@cartwright/events';
import type { StoreCurrency } from '@cartwright/money';
import type { Tables } from '../generated/tables.ts';
import type { Offer } from './rules.ts';

/** A variant as the catalogue announces it. */
export type VariantChange = DataOf<typeof variantChanged>;

/** How many pieces of a variant there are, as the catalogue announces it. */
export type StockChange = DataOf<typeof stockChanged>;

/** Carts' copy of the catalogue. Of each variant the newest version counts, in whatever order they arrive. */
export interface OfferStore {
  readonly saveVariants: (changes: readonly VariantChange[]) => Promise<void>;
  readonly saveStock: (changes: readonly StockChange[]) => Promise<void>;
  /** The offers of these variants in one currency, by variant id; variants that carts does not know are left out. */
  readonly findOffers: (
    variantIds: readonly string[],
    currency: StoreCurrency,
  ) => Promise<ReadonlyMap<string, Offer>>;
}

/** The copy as one transaction sees and changes it. */
export type OffersWithin = (tx: Transaction<Tables>) => OfferStore;
