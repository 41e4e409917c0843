import { divideRounded, type Rounding } from './divide-rounded.ts';
import { safeMinor } from './safe-minor.ts';

const wholeInBasisPoints = 10_000n;

/**
 * A share of an amount, given in basis points (1 % is 100): (1005, 1000) is 10 % of 10.05, so 100 (half-even of 100.5).
 * @throws MoneyError OUT_OF_RANGE
 */
export function percentageMinor(
  amountMinor: number,
  basisPoints: number,
  rounding: Rounding = 'half-even',
): number {
  const product = BigInt(safeMinor(amountMinor)) * BigInt(safeMinor(basisPoints));
  return safeMinor(divideRounded(product, wholeInBasisPoints, rounding));
}
