import { currencyExponent, storeCurrencies, type CurrencyCode } from '@cartwright/money';
import type { SamplePrice } from './sample-types.ts';

const dollarsPerEuroPercent = 112;

/** What a euro counts as in the other currencies of sample prices: round figures, not the market's. */
const perEuro: Readonly<Partial<Record<CurrencyCode, number>>> = {
  AUD: 1.7,
  CAD: 1.6,
  CHF: 0.95,
  CZK: 25,
  DKK: 7.5,
  GBP: 0.85,
  HUF: 400,
  JPY: 160,
  KWD: 0.34,
  NOK: 11.5,
  NZD: 1.85,
  PLN: 4.3,
  RON: 5,
  SEK: 11.3,
};

/** How a product is priced, before the variant's own surcharge. */
export interface Pricing {
  /** Gross, in euro cents. */
  listMinor: number;
  /** 0 when the product is not reduced. */
  discountPercent: number;
  /** The cents that this product's euro prices below 100 end in. */
  endingMinor: number;
}

/**
 * The prices of a variant that costs `factorPercent` of the product's list price, ending as shop prices do: in euros, in dollars, and in
 * whatever else the store sells in.
 */
export function priceVariant(
  pricing: Pricing,
  factorPercent: number,
  sold: readonly CurrencyCode[] = storeCurrencies,
): SamplePrice[] {
  const euros = Math.round((pricing.listMinor * factorPercent) / 100);
  const dollars = Math.round((euros * dollarsPerEuroPercent) / 100);
  return [
    { currency: 'EUR', ...reduce(euros, pricing.discountPercent, pricing.endingMinor) },
    { currency: 'USD', ...reduce(dollars, pricing.discountPercent, 99) },
    ...sold.flatMap((currency) => priceIn(currency, euros, pricing.discountPercent)),
  ];
}

/** None where there is no rate. */
function priceIn(currency: CurrencyCode, euroMinor: number, discountPercent: number): SamplePrice[] {
  const rate = perEuro[currency];
  if (rate === undefined) return [];
  const formerMinor = threeDigits((euroMinor / 100) * rate * 10 ** currencyExponent(currency));
  const amountMinor = threeDigits((formerMinor * (100 - discountPercent)) / 100);
  return [{ currency, amountMinor, compareAtMinor: formerMinor > amountMinor ? formerMinor : null }];
}

/** 12.345 KWD becomes 12.300, and 4 987 JPY becomes 4 990. */
function threeDigits(minor: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, minor))) - 2);
  return Math.max(1, Math.round(minor / step) * step);
}

function reduce(
  listMinor: number,
  discountPercent: number,
  endingMinor: number,
): Omit<SamplePrice, 'currency'> {
  const former = toShopPrice(listMinor, endingMinor);
  const amountMinor = toShopPrice(Math.round((listMinor * (100 - discountPercent)) / 100), endingMinor);
  return { amountMinor, compareAtMinor: former > amountMinor ? former : null };
}

/** 12.34 becomes 11.90 or 11.95; 123.45 becomes 119.00. */
function toShopPrice(amountMinor: number, endingMinor: number): number {
  if (amountMinor >= 9_950) return Math.round(amountMinor / 1_000) * 1_000 - 100;
  return Math.max(1, Math.round(amountMinor / 100)) * 100 - 100 + endingMinor;
}
