import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { resolvers } from './resolvers.ts';
import { forgetSightings } from './use-cases/forget-sightings.ts';

const hourMs = 60 * 60 * 1000;

/** What the risk of payments is judged by, for as long as it is kept. */
export function fraudRoom({ database, now, logger }: Parts): Room<Tables> {
  return {
    resolvers,
    background: [
      createLoop({
        name: 'forget what payments were recognised by',
        round: () => forgetSightings(database.statements, now()),
        intervalMs: hourMs,
        logger,
      }),
    ],
  };
}
