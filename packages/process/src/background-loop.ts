import { isUnavailable } from '@cartwright/errors';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from './logging/logger.ts';

/** Something that works beside serving requests, from `start` until `stop`. */
export interface Background {
  readonly start: () => void;
  /** Starts nothing new, and resolves when work in progress is done. */
  readonly stop: () => Promise<void>;
}

/** A loop, which can be told that there is something to do. */
export interface Loop extends Background {
  /** Has the next round begin at once, or once the present one is over; what is told while it has stopped is not heard. */
  readonly wake: () => void;
}

/** The result of one round of a loop. */
export interface RoundResult {
  readonly hasMore: boolean;
}

/** The options of a loop. */
export interface LoopOptions {
  /** What it does, for its log lines: `expire reservations`. */
  readonly name: string;
  /**
   * One round. Where it gives a `RoundResult` that there is more to do, the next one begins at once. Must be safe beside
   * the rounds of other replicas.
   */
  readonly round: () => Promise<unknown>;
  /** The pause between two rounds, unless it is woken. */
  readonly intervalMs: number;
  /** Whether it pauses at least as long as the round has taken, so that it works half of the time at most. */
  readonly restsAsLong?: boolean;
  readonly logger: Logger;
  /** How long `stop` waits for the current round; by default as long as it takes. */
  readonly stopLimitMs?: number;
}

/** Builds a loop that repeats its round; one that fails is logged, and the loop continues. */
export function createLoop(options: LoopOptions): Loop {
  const { intervalMs, restsAsLong = false, stopLimitMs } = options;
  const stopping = new AbortController();
  let waking = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      waking = new AbortController();
      const begunAt = performance.now();
      const hasMore = await runRound(options);
      const tookMs = restsAsLong ? performance.now() - begunAt : 0;
      const pauseMs = Math.max(intervalMs, tookMs);
      if (!hasMore) await pause(pauseMs, AbortSignal.any([stopping.signal, waking.signal]));
    }
  };
  return {
    start: () => void (running = run()),
    wake: () => waking.abort(),
    stop: async () => {
      stopping.abort();
      if (stopLimitMs === undefined) return running;
      const stopped = new AbortController();
      await Promise.race([running.finally(() => stopped.abort()), pause(stopLimitMs, stopped.signal)]);
    },
  };
}

/** Runs one round. @returns whether there is more to do */
async function runRound({ name, round, logger }: LoopOptions): Promise<boolean> {
  try {
    const result = await round();
    return typeof result === 'object' && result !== null && 'hasMore' in result && result.hasMore === true;
  } catch (error) {
    logger[isUnavailable(error) ? 'warn' : 'error'](
      { err: error },
      `${name}: failed, and will be tried again`,
    );
    return false;
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal, ref: true }).catch(() => undefined);
}
