/** The longest that a timer of Node can wait: 24.8 days. */
const longestTimerMs = 2 ** 31 - 1;

/** Calls back when a token expires, after 24.8 days at the latest; the returned function cancels that. */
export function atExpiry(expiresAt: Date, now: Date, onExpired: () => void): () => void {
  const remainingMs = Math.max(expiresAt.getTime() - now.getTime(), 0);
  const timer = setTimeout(onExpired, Math.min(remainingMs, longestTimerMs)).unref();
  return () => clearTimeout(timer);
}
