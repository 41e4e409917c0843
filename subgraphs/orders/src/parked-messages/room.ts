import { bind } from '@cartwright/database';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { consumes, publishes } from './events.ts';
import { resolvers } from './resolvers.ts';
import { discardParked, listParked, replayParked, type ParkedMessagesDependencies } from './use-cases.ts';

/** What the resolvers of this room find. */
export type ParkedMessagesContext = ReturnType<typeof contextOf>;

/** Dead letters: messages of all domains that could not be handled, and what staff do about them. */
export function parkedMessagesRoom(parts: Parts): Room<Tables> {
  const { database, newId, now } = parts;
  const dependencies: ParkedMessagesDependencies = {
    db: database.statements,
    newId,
    now,
    get messaging() {
      return parts.messaging;
    },
  };
  return { resolvers, context: () => contextOf(dependencies), publishes, consumes };
}

const contextOf = (dependencies: ParkedMessagesDependencies) => ({
  parkedMessages: bind(dependencies, { listParked, replayParked, discardParked }),
});
