import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { purgeAttempts } from './repository.ts';

const purgeIntervalMs = 60 * 60_000;

/** How often something was tried that strangers could guess at. */
export function attemptsRoom({ database, now, logger }: Parts): Room<Tables> {
  const purge = createLoop({
    name: 'purge attempts',
    round: () => purgeAttempts(database.statements, now()),
    intervalMs: purgeIntervalMs,
    logger,
  });
  return { background: [purge] };
}
