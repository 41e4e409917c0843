import { signInChanged } from '@cartwright/events';
import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { secondFactorsContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { purgeChallenges } from './repository/challenges.ts';
import { resolvers } from './resolvers.ts';

const purgeIntervalMs = 60_000;

/** What proves who somebody is beside the password: an authenticator app, recovery codes, and passkeys through their room. */
export function secondFactorsRoom(parts: Parts, dependencies: Dependencies): Room<Tables> {
  const { database, now, logger } = parts;
  const context = secondFactorsContext(dependencies);
  const purge = createLoop({
    name: 'purge sign-ins that were not finished',
    round: () => purgeChallenges(database.statements, now()),
    intervalMs: purgeIntervalMs,
    logger,
  });
  return { resolvers, context: () => context, publishes: [signInChanged], background: [purge] };
}
