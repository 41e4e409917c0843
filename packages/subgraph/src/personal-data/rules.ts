const secondMs = 1_000;
const hourMs = 3_600 * secondMs;
/** For how long after somebody was erased it is made sure that nothing of them has come back. */
const watchedMs = 365 * 24 * hourMs;
/** What an order that is being placed needs to end, and what is looked at once in an hour takes days. */
const firstRetryMs = 5 * secondMs;
const lastRetryMs = hourMs;
/** What is told of the erased late comes in the first minutes, if at all. */
const firstWatchMs = 60 * secondMs;

/**
 * When to look after a person again, at ever longer intervals: who cannot be erased yet, until they can be; who was erased, at last
 * once in five weeks, and never more after a year (null).
 */
export function nextLook(
  { requestedAt, erasedAt }: { readonly requestedAt: Date; readonly erasedAt: Date | null },
  now: Date,
): Date | null {
  const ageMs = now.getTime() - (erasedAt ?? requestedAt).getTime();
  if (erasedAt === null)
    return new Date(now.getTime() + Math.min(lastRetryMs, Math.max(firstRetryMs, ageMs / 10)));
  if (ageMs >= watchedMs) return null;
  return new Date(now.getTime() + Math.max(firstWatchMs, ageMs / 10));
}
