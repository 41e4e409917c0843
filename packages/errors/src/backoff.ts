/** The bounds of an exponential back-off. */
export interface BackoffOptions {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** Exponential with full jitter in its upper half: the n-th attempt (from 1) waits between half and all of first × 2^(n-1). */
export function backoffMs(
  attempt: number,
  { firstMs, maxMs }: BackoffOptions,
  random: () => number = Math.random,
): number {
  const ceiling = Math.min(maxMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(ceiling * (0.5 + random() / 2));
}
