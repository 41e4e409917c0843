export { allocateMinor } from './allocate.ts';
export { storeCurrencies } from './config.ts';
export { asCurrencyCode, currencyCodes, currencyExponent, isCurrencyCode } from './currency.ts';
export type { CurrencyCode } from './currency.ts';
export { parseDecimal, readDecimal, toDecimal } from './decimal.ts';
export { divideRounded, type Rounding } from './divide-rounded.ts';
export { MoneyError } from './money-error.ts';
export { add, multiply, multiplyMinor, subtract, sumMinor } from './money.ts';
export type { Money } from './money.ts';
export { percentageMinor } from './percentage.ts';
export {
  buyerPrice,
  buyerPriceMinor,
  isForBuyer,
  quantityPrices,
  type ListedVariant,
  type PriceBuyer,
  type QuantityAdjustment,
  type QuantityPrice,
  type VariantPriceList,
} from './price-lists.ts';
export { readCurrencies } from './read-currencies.ts';
export { toPercent } from './percent-value.ts';
export { preferredCurrency } from './store-currencies.ts';
export type { StoreCurrency } from './store-currencies.ts';
export { addTax, splitGross } from './tax.ts';
export type { TaxedMinor } from './tax.ts';
