/** The largest amount, in minor units: what would be more is told as this, and cannot be ordered. */
export const largestMinor = Number.MAX_SAFE_INTEGER;

/** What so many pieces cost, at most the largest amount. */
export function lineTotalMinor({
  unitPriceMinor,
  quantity,
}: {
  readonly unitPriceMinor: number;
  readonly quantity: number;
}): number {
  // Exact as far as it counts: a product that is too large stays so when it is rounded.
  return Math.min(largestMinor, unitPriceMinor * quantity);
}

/** Amounts of 0 or more together, at most the largest amount. */
export function atMostLargest(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => Math.min(largestMinor, sum + amount), 0);
}

/** Whether a total is as much as no order can be. */
export function isTooMuch({ totalMinor }: { readonly totalMinor: number }): boolean {
  return totalMinor >= largestMinor;
}
