import { bind } from '@cartwright/database';
import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { publishes } from './events.ts';
import { purgeLookups } from './repository.ts';
import { resolvers } from './resolvers.ts';
import { lookUpOrder, openOrder, sendAccessLink, type LookupDependencies } from './use-cases.ts';

/** What the resolvers of this room find. */
export type LookupContext = ReturnType<typeof contextOf>;

const hourMs = 60 * 60 * 1000;

/** Finding an order without a session: a little by number and e-mail address, all of it by a mailed link. */
export function lookupRoom(parts: Parts): Room<Tables> {
  const { database, logger, now, newId } = parts;
  const db = database.statements;
  const dependencies: LookupDependencies = {
    db,
    transaction: (work) => database.transaction(work),
    now,
    newId,
    get messaging() {
      return parts.messaging;
    },
  };
  return {
    resolvers,
    publishes,
    context: () => contextOf(dependencies),
    background: [
      createLoop({
        name: 'purge look-ups',
        round: () => purgeLookups(db, now()),
        intervalMs: hourMs,
        logger,
      }),
    ],
  };
}

const contextOf = (dependencies: LookupDependencies) => ({
  lookup: bind(dependencies, { lookUpOrder, openOrder, sendAccessLink }),
});
