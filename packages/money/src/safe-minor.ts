import { MoneyError } from './money-error.ts';

/** Checks that an amount in minor units is a safe integer, and gives it as a number (never -0). @throws MoneyError OUT_OF_RANGE */
export function safeMinor(amount: number | bigint): number {
  const amountMinor = Number(amount);
  if (!Number.isSafeInteger(amountMinor)) {
    throw new MoneyError('OUT_OF_RANGE', `Not a safe integer of minor units: ${String(amount)}`);
  }
  return amountMinor === 0 ? 0 : amountMinor;
}
