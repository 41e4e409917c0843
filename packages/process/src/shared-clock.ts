import type { Logger } from './logger.ts';

/** The time that the processes of a part agree on, also one whose own clock is wrong. */
export interface SharedClock {
  readonly now: () => Date;
  /** Compares itself from now on, until `stop`; settles after the first time, or after three seconds; never rejects. */
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}

/** Where the shared time comes from, and what it is compared with. */
export interface SharedClockOptions {
  /** Asks what all processes share, for example their database. Milliseconds since 1970. */
  readonly readTimeMs: () => Promise<number>;
  readonly logger: Logger;
  /** What the clock of this process says. */
  readonly ownTimeMs?: () => number;
  /** What passes however that clock is set. */
  readonly elapsedMs?: () => number;
}

/** Clocks that are looked after differ by less, and reading the time takes some time itself. */
const toleranceMs = 500;
const intervalMs = 10_000;
const firstRetryMs = 200;
/** A sweeper that begins with a wrong clock does harm: a busy machine must have the time to compare before. */
const patienceMs = 3_000;

/**
 * Makes a clock that shows this process's own time while that is right, and the shared time when it is not. Deadlines,
 * leases and expiries are written by one process and judged by another: one whose clock is ten minutes off would end
 * reservations early and refuse good tokens. Before the first comparison it goes by its own clock, however that is set.
 */
export function createSharedClock(options: SharedClockOptions): SharedClock {
  const { readTimeMs, logger } = options;
  const { ownTimeMs = () => Date.now(), elapsedMs = () => performance.now() } = options;
  let beginningMs: number | undefined; // before the first comparison
  let timer: NodeJS.Timeout | undefined;
  const nowMs = (): number => (beginningMs === undefined ? ownTimeMs() : beginningMs + elapsedMs());
  const compare = async (): Promise<void> => {
    const before = elapsedMs();
    const beforeMs = nowMs();
    const sharedMs = await readTimeMs();
    const halfMs = (elapsedMs() - before) / 2;
    const offMs = Math.round(beforeMs + halfMs - sharedMs);
    beginningMs ??= beforeMs - before;
    if (!(Math.abs(offMs) > toleranceMs + halfMs)) return;
    beginningMs -= offMs;
    logger.warn({ offMs }, 'the clock of this process is wrong: it is corrected');
  };
  const compareOnAndOn = async (): Promise<void> => {
    await compare().catch(() => undefined); // whoever needs what tells the time notices its absence by itself
    timer = setTimeout(
      () => void compareOnAndOn(),
      beginningMs === undefined ? firstRetryMs : intervalMs,
    ).unref();
  };
  return {
    now: () => new Date(nowMs()),
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
