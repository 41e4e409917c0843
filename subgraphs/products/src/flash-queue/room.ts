import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { flashQueueContext } from './context.ts';
import { PlaceFollowers } from './following/place-followers.ts';
import { QueueSights } from './following/queue-sights.ts';
import { resolvers } from './resolvers.ts';
import { admitWaiting } from './use-cases/admit-waiting.ts';
import { forgetOldPlaces } from './use-cases/forget-old-places.ts';
import { createJoinQueue } from './use-cases/join-queue.ts';
import { readQueue } from './use-cases/read-queue.ts';

/** Who follows a place hears of a change within that time; nothing is read while nobody does. */
const lookIntervalMs = 500;
/** Prices are swept every other second, and buyers are admitted every half. */
const admittedPerSweep = 4;

/** Buyers who wait for their turn before a flash offer. */
export function flashQueueRoom(parts: Parts): Room<Tables> {
  const { config, logger, now } = parts;
  const sights = new QueueSights((offerId) => readQueue(parts, offerId), now);
  const followers = new PlaceFollowers(sights, now);
  const queues = { sights, followers, joinQueue: createJoinQueue(parts) };
  const look = async () => {
    await followers.look();
    sights.trim();
  };
  return {
    resolvers,
    context: () => ({ flashQueue: flashQueueContext({ ...parts, ...queues }) }),
    close: () => followers.close(),
    background: [
      createLoop({
        name: 'admit buyers to flash offers',
        round: () => admitWaiting(parts),
        intervalMs: (config.PRICE_SWEEP_SECONDS * 1_000) / admittedPerSweep,
        logger,
      }),
      createLoop({
        name: 'look at queues that are followed',
        round: look,
        intervalMs: lookIntervalMs,
        logger,
      }),
      createLoop({
        name: 'forget who waited for old flash offers',
        round: () => forgetOldPlaces(parts),
        intervalMs: 60 * 60 * 1_000,
        logger,
      }),
    ],
  };
}
