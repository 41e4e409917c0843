import type { StoreCurrency } from '@cartwright/money';
import type { TaxTerms } from './tax-basket.ts';
import { taxRateBasisPoints } from './tax-rates.ts';

/** Whom a tax is asked of. @public */
export interface TaxPlace {
  readonly currency: StoreCurrency;
  /** ISO 3166-1 alpha-2; null while it is not known. */
  readonly countryCode: string | null;
  /** ISO 3166-2 without the country, `CA`; null where it is not known or does not matter. */
  readonly region: string | null;
  readonly now: Date;
}

/** How a place taxes, whoever buys there. @public */
export interface TaxesOfPlace extends Omit<TaxTerms, 'isExempt'> {
  /** Basis points of a class of products (code; null is the standard one). */
  readonly rateOf: (taxClass: string | null) => number;
}

/** The taxes that staff have laid down, as they are at one moment. @public */
export interface TaxTable {
  readonly at: (place: TaxPlace) => TaxesOfPlace;
}

/** Standard rates of countries, included in prices. @public */
export const standardTaxes: TaxTable = {
  at: ({ countryCode, currency }) => {
    const rateBasisPoints = taxRateBasisPoints(countryCode, currency);
    return {
      pricesIncludeTax: true,
      rounding: 'RATE',
      deliveryTax: 'OWN_CLASS',
      deliveryRateBasisPoints: rateBasisPoints,
      rateOf: () => rateBasisPoints,
    };
  },
};
