import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { passkeysContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { purgeChallenges } from './repository.ts';
import { resolvers } from './resolvers.ts';

const purgeIntervalMs = 60_000;

/** Signing in by finger, face or PIN, and the devices with which customers do. */
export function passkeysRoom(parts: Parts, dependencies: Dependencies): Room<Tables> {
  const { database, now, logger } = parts;
  const context = passkeysContext(dependencies);
  const purge = createLoop({
    name: 'purge challenges of passkeys',
    round: () => purgeChallenges(database.statements, now()),
    intervalMs: purgeIntervalMs,
    logger,
  });
  return { resolvers, context: () => context, background: [purge] };
}
