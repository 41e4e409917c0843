/**
 * Tells how many milliseconds everything takes that has come to this process already: so long does whatever comes now wait before it
 * is begun. Costs nothing while nothing is asked for, and holds nothing up.
 */
export function measureLoopWait(told: (waitedMs: number) => void): void {
  const startedAt = performance.now();
  setImmediate(() => told(performance.now() - startedAt));
}
