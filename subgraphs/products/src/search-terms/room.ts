import { createLoop } from '@cartwright/process';
import type { ContextInput, Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { searchTermsContext } from './context.ts';
import { resolvers } from './resolvers.ts';
import { SearchCounter } from './search-counter.ts';
import { forgetSearches, writeCounts } from './use-cases/keep-counts.ts';

const forgetIntervalMs = 60 * 60_000;

/** What buyers search for, counted without saying who: for staff, and to be suggested to others. */
export function searchTermsRoom(parts: Parts): Room<Tables> {
  const { config, logger } = parts;
  const counter = new SearchCounter(config.MEDIA_SIGNING_KEYS[0]);
  return {
    resolvers,
    context: (input: ContextInput) => ({ searchTerms: searchTermsContext(parts, counter, input) }),
    background: [
      createLoop({
        name: 'write searches',
        round: () => writeCounts(parts, counter),
        intervalMs: config.SEARCH_COUNT_SECONDS * 1_000,
        logger,
      }),
      createLoop({
        name: 'forget searches',
        round: async () => ({ hasMore: await forgetSearches(parts) }),
        intervalMs: forgetIntervalMs,
        logger,
      }),
    ],
    close: () => writeCounts(parts, counter).catch(() => undefined),
  };
}
