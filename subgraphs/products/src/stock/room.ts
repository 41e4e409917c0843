import { keyPurge } from '@cartwright/idempotency';
import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { stockContext } from './context.ts';
import { consumes, publishes } from './events.ts';
import { readSeenLevels } from './following/seen-stock.ts';
import { StockFollowers } from './following/stock-followers.ts';
import { hasExpiredReservation } from './repository/reservations.ts';
import { stockWithin } from './repository/stock-within.ts';
import { resolvers } from './resolvers.ts';
import { expireReservations } from './use-cases/expire-reservations.ts';
import { sumUpLedgers } from './use-cases/sum-up-ledgers.ts';

/** Who follows stock hears of a change within that time; nothing is read while nobody does. */
const lookIntervalMs = 500;

/** How many pieces of a variant there are, and which orders hold them. */
export function stockRoom(parts: Parts): Room<Tables> {
  const { config, database, logger, now } = parts;
  const followers = new StockFollowers((variantIds) => readSeenLevels(database.statements, variantIds));
  return {
    resolvers,
    context: () => ({ stock: stockContext({ ...parts, followers }) }),
    close: () => followers.close(),
    publishes,
    consumes: consumes(stockWithin),
    background: [
      createLoop({
        name: 'expire reservations',
        round: () => expireRound(parts),
        intervalMs: config.RESERVATION_SWEEP_SECONDS * 1_000,
        logger,
      }),
      createLoop({
        name: 'look at stock that is followed',
        round: () => followers.look(),
        intervalMs: lookIntervalMs,
        logger,
      }),
      createLoop({
        name: 'sum up old movements of stock',
        round: () => sumUpLedgers(parts, summedUpAtOnce),
        intervalMs: 60 * 60 * 1_000,
        logger,
      }),
      keyPurge({ db: database.statements, now, logger }),
    ],
  };
}

const summedUpAtOnce = 1_000;

async function expireRound({ database, messaging, now, logger }: Parts): Promise<{ hasMore: boolean }> {
  if (!(await hasExpiredReservation(database.statements, now()))) return { hasMore: false };
  const { orderIds, hasMore } = await expireReservations({ messaging, stockWithin, now });
  if (orderIds.length > 0) logger.info({ orderIds }, 'reservations expired');
  return { hasMore };
}
