import type { StoreCurrency } from '@cartwright/money';
import type { Offer } from '../../offers/door.ts';
import type { EnteredCode } from '../../promotions/door.ts';
import type { TaxIdentity } from '../../taxes/door.ts';

/** Who buys, as far as prices depend on it. */
export interface BasketBuyer {
  /** Null for guests. */
  readonly customerId: string | null;
  readonly groupIds: readonly string[];
  /** ISO 3166-1 alpha-2; null while it is not known. */
  readonly countryCode: string | null;
  /** ISO 3166-2 without the country; null while it is not known. */
  readonly region: string | null;
  /** Null while nobody knows. */
  readonly isFirstOrder: boolean | null;
  /** Whether staff have said that the buyer pays no tax. */
  readonly isExempt: boolean;
  /** The business that buys; null where none was said. */
  readonly taxIdentity: TaxIdentity | null;
}

/** Pieces of a variant at what one costs the buyer. */
export interface BasketLine {
  readonly offer: Pick<Offer, 'variantId' | 'productId' | 'isReduced' | 'traits'>;
  readonly quantity: number;
  readonly unitPriceMinor: number;
}

/** All that a price depends on besides what staff have laid down. */
export interface Basket {
  readonly currency: StoreCurrency;
  readonly lines: readonly BasketLine[];
  /** Code of a delivery option; null while none is selected. */
  readonly deliveryOption: string | null;
  readonly buyer: BasketBuyer;
  readonly enteredCodes: readonly EnteredCode[];
  /** Ids of promotions that are not tried, used up as they are. */
  readonly without?: ReadonlySet<string>;
}
