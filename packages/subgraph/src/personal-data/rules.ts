const secondMs = 1_000;
const hourMs = 3_600 * secondMs;
/** For how long after somebody was erased it is made sure that nothing of them has come back. */
const watchedMs = 365 * 24 * hourMs;
/** An order that is being placed takes so long to end, and a message that was under way to arrive. */
const firstLookMs = 5 * secondMs;
/** Who is looked after once in an hour waits for what takes days. */
const lastRetryMs = hourMs;

/**
 * When to look after a person again, at ever longer intervals: who cannot be erased yet, until they can be; who was erased, at last
 * once in five weeks, and never more after a year (null).
 */
export function nextLook(
  { requestedAt, erasedAt }: { readonly requestedAt: Date; readonly erasedAt: Date | null },
  now: Date,
): Date | null {
  const ageMs = now.getTime() - (erasedAt ?? requestedAt).getTime();
  const waitMs = Math.max(firstLookMs, ageMs / 10);
  if (erasedAt === null) return new Date(now.getTime() + Math.min(lastRetryMs, waitMs));
  return ageMs >= watchedMs ? null : new Date(now.getTime() + waitMs);
}
