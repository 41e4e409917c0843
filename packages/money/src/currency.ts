import { MoneyError } from './money-error.ts';

/** Digits after the decimal point per currency (ISO 4217, "minor unit"). */
const exponents = {
  AED: 2,
  AUD: 2,
  BGN: 2,
  BHD: 3,
  BRL: 2,
  CAD: 2,
  CHF: 2,
  CLP: 0,
  CNY: 2,
  CZK: 2,
  DKK: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  HUF: 2,
  IDR: 2,
  ILS: 2,
  INR: 2,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  MXN: 2,
  MYR: 2,
  NOK: 2,
  NZD: 2,
  OMR: 3,
  PHP: 2,
  PLN: 2,
  RON: 2,
  SAR: 2,
  SEK: 2,
  SGD: 2,
  THB: 2,
  TND: 3,
  TRY: 2,
  TWD: 2,
  UAH: 2,
  USD: 2,
  VND: 0,
  ZAR: 2,
} as const;

/** An ISO 4217 code that this package knows. */
export type CurrencyCode = keyof typeof exponents;

/** Whether a text is a currency code that this package knows (upper case). */
export function isCurrencyCode(text: string): text is CurrencyCode {
  return Object.hasOwn(exponents, text);
}

/** Narrows a stored or received text to a currency code. @throws MoneyError UNKNOWN_CURRENCY */
export function asCurrencyCode(text: string): CurrencyCode {
  if (!isCurrencyCode(text)) throw new MoneyError('UNKNOWN_CURRENCY', `Unknown currency: ${text}`);
  return text;
}

/** Digits after the decimal point: EUR 2, JPY 0, KWD 3. @throws MoneyError UNKNOWN_CURRENCY */
export function currencyExponent(currency: string): number {
  return exponents[asCurrencyCode(currency)];
}
