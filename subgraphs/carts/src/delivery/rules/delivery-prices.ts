import type { StoreCurrency } from '@cartwright/money';

/** What a delivery costs in some currency, in minor units, tax included. */
export interface DeliveryPrice {
  readonly priceMinor: number;
  /** The subtotal from which it costs nothing; null for never. */
  readonly freeFromMinor: number | null;
}

/** What a delivery costs, by currency; it is not offered in any other. */
export type DeliveryPrices = Readonly<Partial<Record<StoreCurrency, DeliveryPrice>>>;

const free = (priceMinor: number, freeFromMinor: number): DeliveryPrice => ({ priceMinor, freeFromMinor });
const always = (priceMinor: number): DeliveryPrice => ({ priceMinor, freeFromMinor: null });

/** Of the standard delivery. */
export const standardPrices: DeliveryPrices = {
  AUD: free(990, 8_500),
  CAD: free(890, 7_500),
  CHF: free(590, 5_500),
  CZK: free(12_900, 125_000),
  DKK: free(3_900, 39_900),
  EUR: free(490, 5_000),
  GBP: free(450, 4_500),
  HUF: free(199_000, 2_000_000),
  JPY: free(800, 8_000),
  KWD: free(1_500, 15_000),
  NOK: free(5_900, 59_900),
  NZD: free(1_090, 9_500),
  PLN: free(1_990, 21_900),
  RON: free(2_490, 25_000),
  SEK: free(5_900, 59_900),
  USD: free(590, 5_000),
};

/** Of the express delivery, to fewer countries. */
export const expressPrices: DeliveryPrices = {
  CHF: always(1_490),
  CZK: always(32_900),
  DKK: always(9_900),
  EUR: always(1_290),
  GBP: always(1_150),
  HUF: always(499_000),
  NOK: always(14_900),
  PLN: always(5_490),
  RON: always(6_490),
  SEK: always(14_900),
  USD: always(1_490),
};
