const secondMs = 1_000;
const hourMs = 3_600 * secondMs;
/** For how long after somebody was erased it is made sure that nothing of them has come back. */
const watchedMs = 365 * 24 * hourMs;
/** What somebody who cannot be erased yet is waited for in between. */
const retryMs = 60 * secondMs;

/**
 * When to look after an erased person again: soon at first, when messages about them may still be under way, and at last once in
 * five weeks; null after a year.
 */
export function nextLook(erasedAt: Date | null, now: Date): Date | null {
  if (erasedAt === null) return new Date(now.getTime() + retryMs);
  const ageMs = now.getTime() - erasedAt.getTime();
  if (ageMs >= watchedMs) return null;
  return new Date(now.getTime() + Math.max(retryMs, ageMs / 10));
}
