import { divideRounded, divideRoundedSafe, type Rounding } from './divide-rounded.ts';
import { MoneyError } from './money-error.ts';
import { percentageMinor } from './percentage.ts';
import { safeMinor } from './safe-minor.ts';

/** An amount with its tax, in minor units; `grossMinor` is always exactly `netMinor + taxMinor`. */
export interface TaxedMinor {
  readonly grossMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
}

/**
 * Splits an amount that includes tax: (11900, 1900) at 19 % is net 10000, tax 1900.
 * The tax is rounded (half-up by default), the net is the rest. @throws MoneyError OUT_OF_RANGE
 */
export function splitGross(
  grossMinor: number,
  rateBasisPoints: number,
  rounding: Rounding = 'half-up',
): TaxedMinor {
  const rate = checkedRate(rateBasisPoints);
  const taxMinor = taxIn(safeMinor(grossMinor), rate, rounding);
  return { grossMinor, netMinor: safeMinor(grossMinor - taxMinor), taxMinor };
}

/** Adds tax to an amount without it: (10000, 1900) at 19 % is gross 11900, tax 1900. @throws MoneyError OUT_OF_RANGE */
export function addTax(
  netMinor: number,
  rateBasisPoints: number,
  rounding: Rounding = 'half-up',
): TaxedMinor {
  checkedRate(rateBasisPoints);
  const taxMinor = percentageMinor(netMinor, rateBasisPoints, rounding);
  return { grossMinor: safeMinor(netMinor + taxMinor), netMinor, taxMinor };
}

function taxIn(grossMinor: number, rate: number, rounding: Rounding): number {
  const product = grossMinor * rate;
  if (product >= 0 && Number.isSafeInteger(product)) {
    return divideRoundedSafe(product, 10_000 + rate, rounding);
  }
  return safeMinor(divideRounded(BigInt(grossMinor) * BigInt(rate), BigInt(10_000 + rate), rounding));
}

function checkedRate(rateBasisPoints: number): number {
  const rate = safeMinor(rateBasisPoints);
  if (rate < 0) throw new MoneyError('OUT_OF_RANGE', `A tax rate is not negative: ${rateBasisPoints}`);
  return rate;
}
