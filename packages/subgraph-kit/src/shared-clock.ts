import type { Logger } from './logger.ts';

/** The time that the processes of a part agree on, also one whose own clock is wrong. */
export interface SharedClock {
  readonly now: () => Date;
  /** Compares itself from now on, until `stop`; settles after the first time, or after a second; never rejects. */
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}

/** Where the shared time comes from, and what it is compared with. */
export interface SharedClockOptions {
  /** Asks what all processes share, for example their database. Milliseconds since 1970. */
  readonly readTimeMs: () => Promise<number>;
  readonly logger: Logger;
  /** How often to compare; every 10 s unless told. */
  readonly intervalMs?: number;
  /** What the clock of this process says. */
  readonly ownTimeMs?: () => number;
  /** What passes however that clock is set. */
  readonly elapsedMs?: () => number;
}

/** Clocks that are looked after differ by less, and reading the time takes some time itself. */
const toleranceMs = 500;
const firstRetryMs = 200;
const patienceMs = 1_000;

/**
 * Makes a clock that shows this process's own time while that is right, and the shared time when it is not. Deadlines,
 * leases and expiries are written by one process and judged by another: one whose clock is ten minutes off would end
 * reservations early and refuse good tokens. Before the first comparison it has nothing but its own time.
 */
export function createSharedClock(options: SharedClockOptions): SharedClock {
  const { readTimeMs, logger, intervalMs = 10_000 } = options;
  const { ownTimeMs = () => Date.now(), elapsedMs = () => performance.now() } = options;
  let beginningMs = ownTimeMs() - elapsedMs();
  let isCompared = false;
  let timer: NodeJS.Timeout | undefined;
  const compare = async (): Promise<void> => {
    const before = elapsedMs();
    const sharedMs = await readTimeMs();
    const halfMs = (elapsedMs() - before) / 2;
    const offMs = Math.round(beginningMs + before + halfMs - sharedMs);
    isCompared = true;
    if (!(Math.abs(offMs) > toleranceMs + halfMs)) return;
    beginningMs -= offMs;
    logger.warn({ offMs }, 'the clock of this process is wrong: it is corrected');
  };
  const compareOnAndOn = async (): Promise<void> => {
    await compare().catch(() => undefined); // whoever needs what tells the time notices its absence by itself
    timer = setTimeout(() => void compareOnAndOn(), isCompared ? intervalMs : firstRetryMs).unref();
  };
  return {
    now: () => new Date(beginningMs + elapsedMs()),
    start: () => settledWithin(patienceMs, compareOnAndOn()),
    stop: () => clearTimeout(timer),
  };
}

async function settledWithin(limitMs: number, work: Promise<void>): Promise<void> {
  const { promise: limit, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, limitMs, undefined);
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
