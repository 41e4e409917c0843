import type { Logger } from './logging/logger.ts';

/** A time that all processes of a service agree on, even one whose own clock is wrong. */
export interface SharedClock {
  readonly now: () => Date;
  /** Compares the clock every minute until `stop`. Resolves after the first comparison, or after three seconds; never rejects. */
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}

/** The shared time, and the clocks of this process. */
export interface SharedClockOptions {
  /** Reads the time of something that all processes share, such as their database, in milliseconds since 1970. */
  readonly readTimeMs: () => Promise<number>;
  readonly logger: Logger;
  /** The clock of this process, in milliseconds since 1970. */
  readonly ownTimeMs?: () => number;
  /** A monotonic clock in milliseconds, which setting the other does not change. */
  readonly elapsedMs?: () => number;
}

/** Synchronised clocks differ by less. */
const toleranceMs = 500;
const intervalMs = 60_000;
const firstRetryMs = 200;
/** A sweeper that starts with a wrong clock does harm, so the first comparison gets this long even on a busy machine. */
const startTimeoutMs = 3_000;

/**
 * Makes a clock that shows the time of this process while that is right, and the shared time otherwise. Deadlines, leases
 * and expiries are written by one process and checked by another: one whose clock is ten minutes off would expire
 * reservations early and refuse valid tokens. Before the first comparison it shows the time of this process.
 */
export function createSharedClock(options: SharedClockOptions): SharedClock {
  const { readTimeMs, logger } = options;
  const { ownTimeMs = () => Date.now(), elapsedMs = () => performance.now() } = options;
  let originMs: number | undefined; // where `elapsedMs` was 0; undefined before the first comparison
  let timer: NodeJS.Timeout | undefined;
  const nowMs = (): number => (originMs === undefined ? ownTimeMs() : originMs + elapsedMs());
  const compare = async (): Promise<void> => {
    const before = elapsedMs();
    const beforeMs = nowMs();
    const sharedMs = await readTimeMs();
    const halfMs = (elapsedMs() - before) / 2;
    const offMs = Math.round(beforeMs + halfMs - sharedMs);
    originMs ??= beforeMs - before;
    if (!(Math.abs(offMs) > toleranceMs + halfMs)) return;
    originMs -= offMs;
    logger.warn({ offMs }, 'the clock of this process is wrong: it is corrected');
  };
  const keepComparing = async (): Promise<void> => {
    await compare().catch(() => undefined); // the readiness checks report what is unreachable
    timer = setTimeout(
      () => void keepComparing(),
      originMs === undefined ? firstRetryMs : intervalMs,
    ).unref();
  };
  return {
    now: () => new Date(nowMs()),
    start: () => resolvedWithin(startTimeoutMs, keepComparing()),
    stop: () => clearTimeout(timer),
  };
}

async function resolvedWithin(limitMs: number, work: Promise<void>): Promise<void> {
  const { promise: limit, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, limitMs, undefined);
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
