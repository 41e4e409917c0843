import { noPromotions, type PromotionBook } from '../../promotions/door.ts';
import { standardTaxes, type ShopTaxes, type TaxTable } from '../../taxes/door.ts';

/** What staff have laid down that prices of carts depend on, as it is at one moment. */
export interface PriceTerms {
  readonly promotions: PromotionBook;
  readonly taxes: TaxTable;
  /** What taxes depend on of the shop. */
  readonly shop: ShopTaxes;
}

/** Of a shop that has neither promotions nor taxes of its own. */
export const standardTerms: PriceTerms = {
  promotions: noPromotions,
  taxes: standardTaxes,
  shop: { shopCountry: null, trustsFormat: false },
};

/** What a cart is priced by. */
export interface Pricing {
  readonly terms: PriceTerms;
  readonly now: Date;
  /** IANA name of the shop's time zone, in which hours of promotions are meant. */
  readonly timeZone: string;
}
