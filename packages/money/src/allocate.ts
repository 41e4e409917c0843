import { MoneyError } from './money-error.ts';
import { safeMinor } from './safe-minor.ts';

/**
 * Splits an amount over integer weights so that the parts add up to it exactly (largest remainder; ties go to the earlier part).
 * With weights that are all 0 every part is weighed alike; an empty list takes only 0.
 * @throws MoneyError OUT_OF_RANGE
 */
export function allocateMinor(amountMinor: number, weights: readonly number[]): number[] {
  const shares = weights.map(checkedWeight);
  if (shares.length === 0 && amountMinor !== 0) {
    throw new MoneyError('OUT_OF_RANGE', 'Nothing to allocate the amount to');
  }
  const weighed = shares.some((share) => share > 0n) ? shares : shares.map(() => 1n);
  const parts = largestRemainder(BigInt(Math.abs(safeMinor(amountMinor))), weighed);
  return parts.map((part) => safeMinor(amountMinor < 0 ? -part : part));
}

function largestRemainder(amount: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  const parts = weights.map((weight) => (amount * weight) / total);
  const missing = Number(amount - parts.reduce((sum, part) => sum + part, 0n));
  const rests = weights.map((weight, index) => ({ index, rest: (amount * weight) % total }));
  // Sorting is stable: of equal rests the earlier part comes first.
  const luckiest = rests.sort((a, b) => Number(b.rest - a.rest));
  const rewarded = new Set(luckiest.slice(0, missing).map(({ index }) => index));
  return parts.map((part, index) => (rewarded.has(index) ? part + 1n : part));
}

function checkedWeight(weight: number): bigint {
  const checked = BigInt(safeMinor(weight));
  if (checked < 0n) throw new MoneyError('OUT_OF_RANGE', `A weight is not negative: ${weight}`);
  return checked;
}
