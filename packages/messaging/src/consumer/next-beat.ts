const leastMs = 7_500;

/**
 * When the consumers of this process ask for messages anew, and look at their durables: all at the same time, so that a process with
 * nothing to do sleeps in between. At least 7.5 s ahead, at most 15.
 * @param nowMs by a monotonic clock of the process
 */
export function nextBeatMs(nowMs: number): number {
  return (Math.floor(nowMs / leastMs) + 2) * leastMs;
}
