import { passwordResetRequested } from '@cartwright/events';
import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { passwordsContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { purgeResets } from './repository.ts';
import { resolvers } from './resolvers.ts';

const purgeIntervalMs = 10 * 60_000;

/** The passwords that customers choose, also when they have forgotten the one before. */
export function passwordsRoom(
  parts: Parts,
  { passwords, ends, attempts }: Pick<Dependencies, 'passwords' | 'ends' | 'attempts'>,
): Room<Tables> {
  const { database, now, newId, logger } = parts;
  const context = passwordsContext({
    database,
    transact: (work) => parts.messaging.transact(work),
    passwords,
    ends,
    attempts,
    now,
    newId,
  });
  const purge = createLoop({
    name: 'purge links to new passwords',
    round: () => purgeResets(database.statements, now()),
    intervalMs: purgeIntervalMs,
    logger,
  });
  return { resolvers, context: () => context, publishes: [passwordResetRequested], background: [purge] };
}
