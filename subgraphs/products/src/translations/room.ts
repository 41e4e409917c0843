import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { translationsContext } from './context.ts';
import { resolvers } from './resolvers.ts';
import { spreadNames } from './use-cases/spread-names.ts';

/** What texts of the catalogue are in other languages, for staff; and searches that find products by what their categories and choices are called, in all of them. */
export function translationsRoom(parts: Parts): Room<Tables> {
  return {
    resolvers,
    context: () => ({ translations: translationsContext(parts) }),
    background: [
      createLoop({
        name: 'spread names',
        round: async () => ({ hasMore: await spreadNames(parts) }),
        intervalMs: parts.config.NAME_SWEEP_SECONDS * 1_000,
        logger: parts.logger,
      }),
    ],
  };
}
