import type { KeptAnswer } from './kept-answer.ts';

/**
 * Whether an answer may be used: as it is; while a newer one is fetched; only where none can be had; or no more.
 */
export type Freshness = 'fresh' | 'renewable' | 'spare' | 'gone';

/** What time it is, and up to when all changes are known. */
export interface Moment {
  readonly nowMs: number;
  readonly heardUpToMs: number;
}

/** So long an answer serves while there is no other. https://www.rfc-editor.org/rfc/rfc5861#section-4 */
export const staleIfErrorSeconds = 600;

/**
 * How an answer may be used at a moment. It was right when it was asked for, and stays so for as long as changes are heard of;
 * from when they are not, for its `maxAgeSeconds`.
 */
export function freshnessOf(
  { askedAtMs, maxAgeSeconds, keptSeconds }: Pick<KeptAnswer, 'askedAtMs' | 'maxAgeSeconds' | 'keptSeconds'>,
  { nowMs, heardUpToMs }: Moment,
): Freshness {
  const endMs = askedAtMs + keptSeconds * 1_000;
  const knownMs = Math.max(askedAtMs, Math.min(heardUpToMs, nowMs));
  if (nowMs < Math.min(endMs, knownMs + maxAgeSeconds * 1_000)) return 'fresh';
  const isHearing = heardUpToMs >= nowMs;
  if (isHearing && nowMs < endMs + keptSeconds * 1_000) return 'renewable';
  return nowMs < endMs + staleIfErrorSeconds * 1_000 ? 'spare' : 'gone';
}
