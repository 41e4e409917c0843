import { compare, floor, fraction, multiply, remainder } from './fraction.ts';

/**
 * "Dividing" of decision 110: `total` in proportion to `weights`, by the largest remainder. Each share is rounded down; what
 * is missing goes, a unit each, to those with the largest remainders, of equal ones to the earlier. Of weights that
 * are all 0 nothing can be divided.
 *
 * @throws RangeError where there is something to divide and all weights are 0
 */
export function divide(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = sumOf(weights);
  if (sum === 0n && total > 0n) throw new RangeError('There is nothing to divide by.');
  if (sum === 0n) return weights.map(() => 0n);
  const exact = weights.map((weight) => multiply(fraction(total), fraction(weight, sum)));
  const missing = total - sumOf(exact.map(floor));
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: remainder(share) }))
    .sort((left, right) => compare(right.remainder, left.remainder) || left.index - right.index);
  const raised = new Set(byRemainder.slice(0, Number(missing)).map(({ index }) => index));
  return exact.map((share, index) => floor(share) + (raised.has(index) ? 1n : 0n));
}

export function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}

export function smaller(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}
