import type { Soon } from '../pipeline/soon.ts';

/** Points to take from what one client may use up: a token bucket. */
export interface Draw {
  readonly key: string;
  /** How much the bucket holds when it is full. */
  readonly capacity: number;
  /** How fast it fills. */
  readonly perSecond: number;
  readonly points: number;
}

/** Whether the points were there; if they were not, for how long there will not be enough of them in which bucket. */
export type Drawn =
  { readonly kind: 'drawn' } | { readonly kind: 'refused'; readonly key: string; readonly waitMs: number };

/** Buckets by key. */
export interface Buckets {
  /** Takes from all of the buckets or from none: who is refused by one of them uses up nothing of the others. Never rejects. */
  draw(draws: readonly Draw[], nowMs: number): Soon<Drawn>;
}

/** Waits are told in whole milliseconds; a part of one is what sums of fractions are off by. */
export const shortestWaitMs = 0.5;

/**
 * Takes points from one bucket, of which nothing but the time is kept at which it will be full again (the generic cell rate
 * algorithm). Of more points than it holds there are never
 * enough.
 */
export function drawFrom(
  fullAtMs: number | undefined,
  { capacity, perSecond, points }: Draw,
  nowMs: number,
): { readonly fullAtMs: number; readonly waitMs: number } {
  const next = Math.max(fullAtMs ?? nowMs, nowMs) + (points * 1000) / perSecond;
  return { fullAtMs: next, waitMs: next - nowMs - (capacity * 1000) / perSecond };
}
