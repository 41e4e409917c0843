import { setTimeout as sleep } from 'node:timers/promises';
import { inventoryReservationExpired, message } from '@cartwright/events';
import type { Messaging } from '@cartwright/messaging';
import { isOutage, type Logger } from '@cartwright/subgraph-kit';
import { stockMessages } from './events/stock-messages.ts';
import type { Transaction } from './repository/database.ts';
import { expireReservations } from './use-cases/settle-reservations.ts';

const batchSize = 64;

/** What the sweeper is built from. */
export interface ExpirySweeperOptions {
  readonly transact: Messaging<Transaction>['transact'];
  readonly now: () => Date;
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
      const expired = await sweepBatch(options);
      if (expired === batchSize) continue;
    } catch (error) {
      const level = isOutage(error) ? 'warn' : 'error';
      logger[level]({ err: error }, 'reservations could not be expired; trying again');
    }
    await sleep(intervalMs, undefined, { signal: stopping }).catch(() => undefined);
  }
}

async function sweepBatch({ transact, now, logger }: ExpirySweeperOptions): Promise<number> {
  const orderIds = await transact(async (tx, send) => {
    const { orderIds, stockChanges } = await expireReservations(tx, now(), batchSize);
    for (const orderId of orderIds) send(message(inventoryReservationExpired, { orderId }));
    for (const stockMessage of stockMessages(stockChanges)) send(stockMessage);
    return orderIds;
  });
  if (orderIds.length > 0) logger.info({ orderIds }, 'reservations expired');
  return orderIds.length;
}
