const shortestMs = 500;
const longestMs = 30_000;

/**
 * How long to wait before the next attempt: from half a second to half a minute, doubled with each failure, and half of it by
 * chance, so that not all clients come back at once.
 * @param failures how many attempts have failed
 * @param random from 0 up to 1
 */
export function waitMsBefore(failures: number, random = Math.random()): number {
  const waitMs = Math.min(longestMs, shortestMs * 2 ** failures);
  return waitMs / 2 + (random * waitMs) / 2;
}

/** Waits that long. */
export function pauseBefore(failures: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, waitMsBefore(failures)));
}
