import { bind } from '@cartwright/database';
import { isUnavailable } from '@cartwright/errors';
import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import { storesWithin, type Dependencies } from '../cart/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { CartFollowers } from './cart-followers.ts';
import { resolvers } from './resolvers.ts';
import { followCart, markSeen, readSeen, type FollowCartDependencies } from './use-cases.ts';

/** What the resolvers of this room find. */
export type FollowingContext = ReturnType<typeof contextOf>;

/** Who follows a cart hears of a change within that time; nothing is read while nobody does. */
const lookIntervalMs = 1_000;

/** Following a cart. Its feeds end after the server, so that no client takes a restart for a cart's end. */
export function followingRoom(
  { database, now, newId, logger }: Parts,
  terms: Dependencies['terms'],
): Room<Tables> {
  const name = 'look at carts that are followed';
  const followers = new CartFollowers({
    ...bind({ database, now, terms }, { mark: markSeen, read: readSeen }),
    onFailure: (err) =>
      logger[isUnavailable(err) ? 'warn' : 'error']({ err }, `${name}: some failed, and will be tried again`),
  });
  const dependencies = { database, storesWithin, now, newId, terms, followers };
  const look = createLoop({
    name,
    round: () => followers.look(),
    intervalMs: lookIntervalMs,
    restsAsLong: true,
    logger,
  });
  return {
    resolvers,
    context: () => contextOf(dependencies),
    close: () => followers.close(),
    background: [look],
  };
}

const contextOf = (dependencies: FollowCartDependencies) => ({
  following: bind(dependencies, { followCart }),
});
