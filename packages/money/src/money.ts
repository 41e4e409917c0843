import { MoneyError } from './money-error.ts';
import { safeMinor } from './safe-minor.ts';

/** An amount in integer minor units (cents) of one currency. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/** Adds two amounts of one currency. @throws MoneyError CURRENCY_MISMATCH, OUT_OF_RANGE */
export function add(left: Money, right: Money): Money {
  return {
    amountMinor: sumMinor([left.amountMinor, right.amountMinor]),
    currency: sameCurrency(left, right),
  };
}

/** Subtracts the second amount from the first; the result may be negative. @throws MoneyError CURRENCY_MISMATCH, OUT_OF_RANGE */
export function subtract(left: Money, right: Money): Money {
  return {
    amountMinor: sumMinor([left.amountMinor, -right.amountMinor]),
    currency: sameCurrency(left, right),
  };
}

/** Multiplies an amount by an integer quantity. @throws MoneyError OUT_OF_RANGE */
export function multiply(money: Money, quantity: number): Money {
  return { amountMinor: multiplyMinor(money.amountMinor, quantity), currency: money.currency };
}

/** Adds up minor units of one and the same currency; an empty list is 0. @throws MoneyError OUT_OF_RANGE */
export function sumMinor(amounts: Iterable<number>): number {
  let total = 0;
  // What plain numbers cannot hold exactly.
  let beyond = 0n;
  for (const amountMinor of amounts) {
    const sum = total + safeMinor(amountMinor);
    if (!Number.isSafeInteger(sum)) beyond += BigInt(total);
    total = Number.isSafeInteger(sum) ? sum : amountMinor;
  }
  return safeMinor(beyond === 0n ? total : beyond + BigInt(total));
}

/** Multiplies minor units by an integer quantity. @throws MoneyError OUT_OF_RANGE */
export function multiplyMinor(amountMinor: number, quantity: number): number {
  return safeMinor(BigInt(safeMinor(amountMinor)) * BigInt(safeMinor(quantity)));
}

function sameCurrency(left: Money, right: Money): string {
  if (left.currency === right.currency) return left.currency;
  throw new MoneyError('CURRENCY_MISMATCH', `Cannot combine ${left.currency} with ${right.currency}`);
}
