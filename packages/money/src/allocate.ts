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
  const weighed = shares.some((share) => share > 0) ? shares : shares.map(() => 1);
  const amount = Math.abs(safeMinor(amountMinor));
  const parts = isSmall(amount, weighed)
    ? largestRemainderSafe(amount, weighed)
    : largestRemainder(BigInt(amount), weighed.map(BigInt));
  return parts.map((part) => safeMinor(amountMinor < 0 ? -part : part));
}

/** Whether all that is worked out with them stays a safe integer. */
function isSmall(amount: number, weights: readonly number[]): boolean {
  return amount * weights.reduce((sum, weight) => sum + weight, 0) <= Number.MAX_SAFE_INTEGER;
}

/** `largestRemainder` in plain numbers, which is several times as fast. */
function largestRemainderSafe(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const rests = weights.map((weight) => (amount * weight) % total);
  const parts = weights.map((weight, index) => (amount * weight - (rests[index] ?? 0)) / total);
  const missing = amount - parts.reduce((sum, part) => sum + part, 0);
  if (missing === 0) return parts;
  // Sorting is stable: of equal rests the earlier part comes first.
  const luckiest = [...rests.keys()].sort((a, b) => (rests[b] ?? 0) - (rests[a] ?? 0));
  for (const index of luckiest.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
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

function checkedWeight(weight: number): number {
  const checked = safeMinor(weight);
  if (checked < 0) throw new MoneyError('OUT_OF_RANGE', `A weight is not negative: ${weight}`);
  return checked;
}
