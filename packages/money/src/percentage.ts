import { divideRounded, divideRoundedSafe, type Rounding } from './divide-rounded.ts';
import { safeMinor } from './safe-minor.ts';

const wholeInBasisPoints = 10_000;

/**
 * A share of an amount, given in basis points (1 % is 100): (1005, 1000) is 10 % of 10.05, so 100 (half-even of 100.5).
 * @throws MoneyError OUT_OF_RANGE
 */
export function percentageMinor(
  amountMinor: number,
  basisPoints: number,
  rounding: Rounding = 'half-even',
): number {
  const amount = safeMinor(amountMinor);
  const share = safeMinor(basisPoints);
  const product = amount * share;
  if (product >= 0 && Number.isSafeInteger(product)) {
    return divideRoundedSafe(product, wholeInBasisPoints, rounding);
  }
  return safeMinor(divideRounded(BigInt(amount) * BigInt(share), BigInt(wholeInBasisPoints), rounding));
}
