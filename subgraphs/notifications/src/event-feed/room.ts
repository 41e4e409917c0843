import { createLoop, type Loop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { eventFeedContext } from './context.ts';
import { consumesBeside } from './events.ts';
import { trimEvents } from './repository.ts';
import { resolvers } from './resolvers.ts';
import { placeEvents, type OnPlaced } from './use-cases/place-events.ts';

const dayMs = 24 * 60 * 60_000;
const trimIntervalMs = 60 * 60_000;
const trimBatch = 500;

/** What else hears of events. */
interface Hearers {
  /** The handlers of other rooms, which feed what they handle themselves (`alsoFed`). */
  readonly fedBy: NonNullable<Room<Tables>['consumes']>;
  readonly placing: Loop;
}

/** Gives stored events their places; woken by whoever stores some. */
export function createPlacing(
  { config, database, logger }: Parts,
  hearer: { readonly onPlaced: OnPlaced; readonly afterPlacing: () => void },
): Loop {
  return createLoop({
    name: 'place events',
    round: async () => {
      const done = await placeEvents(database, hearer.onPlaced);
      if (done.placed > 0) hearer.afterPlacing();
      return done;
    },
    intervalMs: config.EVENT_SWEEP_SECONDS * 1_000,
    logger,
  });
}

/** What merchants can read of all that happens. */
export function eventFeedRoom(parts: Parts, { fedBy, placing }: Hearers): Room<Tables> {
  const { config, database, logger, now } = parts;
  const trim = createLoop({
    name: 'trim the feed of events',
    round: async () => {
      const before = new Date(now().getTime() - config.EVENT_FEED_DAYS * dayMs);
      return { hasMore: (await trimEvents(database.statements, before, trimBatch)) >= trimBatch };
    },
    intervalMs: trimIntervalMs,
    logger,
  });
  return {
    resolvers,
    consumes: consumesBeside(fedBy, () => placing.wake()),
    context: () => ({ eventFeed: eventFeedContext(database.statements) }),
    background: [placing, trim],
  };
}
