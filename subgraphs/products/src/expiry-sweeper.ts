import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@cartwright/process';
import { isTransient } from '@cartwright/errors';
import { sweepReservations, type SweepDependencies } from './use-cases/sweep-reservations.ts';

/** What the sweeper is built from. */
export interface ExpirySweeperOptions extends SweepDependencies {
  readonly logger: Logger;
  readonly intervalMs: number;
}

/** Takes back reservations whose time is over; runs in every replica, none in the way of another. */
export interface ExpirySweeper {
  readonly start: () => void;
  /** Finishes the batch in hand. */
  readonly stop: () => Promise<void>;
}

/** Builds the sweeper; nothing runs before `start`. What it cannot do now, it does the next time. */
export function createExpirySweeper(options: ExpirySweeperOptions): ExpirySweeper {
  const stopping = new AbortController();
  let running = Promise.resolve();
  return {
    start: () => void (running = run(options, stopping.signal)),
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function run(options: ExpirySweeperOptions, stopping: AbortSignal): Promise<void> {
  const { intervalMs, logger } = options;
  while (!stopping.aborted) {
    try {
      const { orderIds, hasMore } = await sweepReservations(options);
      if (orderIds.length > 0) logger.info({ orderIds }, 'reservations expired');
      if (hasMore) continue;
    } catch (error) {
      const level = isTransient(error) ? 'warn' : 'error';
      logger[level]({ err: error }, 'reservations could not be expired; trying again');
    }
    await sleep(intervalMs, undefined, { signal: stopping }).catch(() => undefined);
  }
}
