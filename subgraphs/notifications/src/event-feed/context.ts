import { bind, type Statements } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import { readEvents } from './use-cases/read-events.ts';

/** What resolvers find at `context.eventFeed`. */
export type EventFeedContext = ReturnType<typeof eventFeedContext>;

/** Makes the context of one operation. */
export function eventFeedContext(db: Statements<Tables>) {
  return bind({ db }, { readEvents });
}
