import { currencyExponent } from './currency.ts';
import { MoneyError } from './money-error.ts';
import { safeMinor } from './safe-minor.ts';

const decimalPattern = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/;

/**
 * Writes minor units as a decimal string in major units: (1234, 'EUR') is '12.34', (5, 'JPY') is '5'.
 * @throws MoneyError OUT_OF_RANGE when not a safe integer, UNKNOWN_CURRENCY
 */
export function toDecimal(amountMinor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  const sign = amountMinor < 0 ? '-' : '';
  const digits = String(Math.abs(safeMinor(amountMinor))).padStart(exponent + 1, '0');
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/**
 * Reads a decimal string in major units as minor units: ('12.3', 'EUR') is 1230.
 * Strict: no spaces, signs but '-', exponents, separators, leading zeros, or more digits than the currency has.
 * @throws MoneyError INVALID_AMOUNT, OUT_OF_RANGE, UNKNOWN_CURRENCY
 */
export function parseDecimal(text: string, currency: string): number {
  const exponent = currencyExponent(currency);
  const match = decimalPattern.exec(text);
  const [, sign, whole, fraction = ''] = match ?? [];
  if (whole === undefined || fraction.length > exponent) {
    throw new MoneyError('INVALID_AMOUNT', `Not an amount in ${currency}: ${JSON.stringify(text)}`);
  }
  const amountMinor = safeMinor(BigInt(whole + fraction.padEnd(exponent, '0')));
  return sign === '-' && amountMinor !== 0 ? -amountMinor : amountMinor;
}

/** `parseDecimal` for what a client sent; undefined for what is no amount in a known currency. */
export function readDecimal(text: string, currency: string): number | undefined {
  try {
    return parseDecimal(text, currency);
  } catch (error) {
    if (error instanceof MoneyError) return undefined;
    throw error;
  }
}
