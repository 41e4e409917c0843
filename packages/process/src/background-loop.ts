import { isUnavailable } from '@cartwright/errors';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from './logging/logger.ts';

/** Something that works beside serving requests, from `start` until `stop`. */
export interface Background {
  readonly start: () => void;
  /** Starts nothing new, and resolves when work in progress is done. */
  readonly stop: () => Promise<void>;
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
  /** The pause between two rounds. */
  readonly intervalMs: number;
  readonly logger: Logger;
  /** How long `stop` waits for the current round; by default as long as it takes. */
  readonly stopLimitMs?: number;
}

/** Builds a loop that repeats its round; one that fails is logged, and the loop continues. */
export function createLoop(options: LoopOptions): Background {
  const { intervalMs, stopLimitMs } = options;
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      if (!(await runRound(options))) await pause(intervalMs, stopping.signal);
    }
  };
  return {
    start: () => void (running = run()),
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
