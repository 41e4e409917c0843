import type { Transaction } from '@cartwright/database';
import type {
  DataOf,
  priceListChanged,
  priceListPricesChanged,
  productTraitsChanged,
  stockChanged,
  variantChanged,
} from '@cartwright/events';
import type { StoreCurrency } from '@cartwright/money';
import type { Tables } from '../generated/tables.ts';
import type { Offer } from './rules.ts';

/** A variant as the catalogue announces it. */
export type VariantChange = DataOf<typeof variantChanged>;

/** How many pieces of a variant there are, as the catalogue announces it. */
export type StockChange = DataOf<typeof stockChanged>;

/** What a product is selected and taxed by, as the catalogue announces it. */
export type TraitsChange = DataOf<typeof productTraitsChanged>;

/** A price list as the catalogue announces it. */
export type PriceListChange = Omit<DataOf<typeof priceListChanged>, 'currency'> & {
  readonly currency: StoreCurrency;
};

/** What a price list says that variants cost, as the catalogue announces it. */
export type PriceListPricesChange = DataOf<typeof priceListPricesChanged>;

/** Carts' copy of the catalogue. Of each variant the newest version counts, in whatever order they arrive. */
export interface OfferStore {
  readonly saveVariants: (changes: readonly VariantChange[]) => Promise<void>;
  readonly saveStock: (changes: readonly StockChange[]) => Promise<void>;
  /** Of each product the newest version counts. */
  readonly saveTraits: (changes: readonly TraitsChange[]) => Promise<void>;
  /** Of each price list, too, the newest version counts. */
  readonly savePriceLists: (changes: readonly PriceListChange[]) => Promise<void>;
  /** The same for each variant of a list. */
  readonly savePriceListPrices: (changes: readonly PriceListPricesChange[]) => Promise<void>;
  /** The groups of customers; of whom nothing is known is left out. */
  readonly findGroups: (customerIds: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;
  /** The offers of these variants in one currency, by variant id; variants that carts does not know are left out. */
  readonly findOffers: (
    variantIds: readonly string[],
    currency: StoreCurrency,
  ) => Promise<ReadonlyMap<string, Offer>>;
}

/** The copy as one transaction sees and changes it. */
export type OffersWithin = (tx: Transaction<Tables>) => OfferStore;
