import { bind } from '@cartwright/database';
import { isId, type EventStream } from '@cartwright/graph';
import type { Parts } from '../parts.ts';
import type { PlaceFollowers } from './following/place-followers.ts';
import type { QueueSights } from './following/queue-sights.ts';
import { shownPlace, type ShownPlace } from './rules/queue-sight.ts';
import type { createJoinQueue } from './use-cases/join-queue.ts';
import { leaveQueue } from './use-cases/leave-queue.ts';
import { readTickets } from './use-cases/read-draw.ts';

/** What one process keeps of queues. */
export interface Queues {
  readonly joinQueue: ReturnType<typeof createJoinQueue>;
  readonly sights: QueueSights;
  readonly followers: PlaceFollowers;
}

/** What resolvers find at `context.flashQueue`. */
export type FlashQueueContext = ReturnType<typeof flashQueueContext>;

/** Makes the context of one operation. */
export function flashQueueContext(parts: Parts & Queues) {
  const { now, sights, followers, joinQueue } = parts;
  const placeIn = async (offerId: string, customerId: string, read: 'recent' | 'after') => {
    const sight = isId(offerId) ? await sights[read](offerId) : null;
    return sight === null ? null : shownPlace(sight, customerId, now());
  };
  return {
    ...bind(parts, { leaveQueue, readTickets }),
    ...{ now, joinQueue, placeIn },
    /** A place as it is, and then whenever it is another; null when there is none. */
    followPlace: async (offerId: string, customerId: string): Promise<EventStream<ShownPlace> | null> => {
      const shown = await placeIn(offerId, customerId, 'recent');
      return shown === null ? null : followers.follow(customerId, shown);
    },
  };
}
