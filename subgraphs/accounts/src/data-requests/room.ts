import { createLoop, type Background } from '@cartwright/process';
import { exportOwners, personalDataContext, purgeExports, type Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { consumes, publishes } from './events.ts';
import type { Dependencies } from './dependencies.ts';
import { resolvers } from './resolvers.ts';
import { askAgain } from './use-cases/ask-domains.ts';

const askIntervalMs = 5_000;

/** What persons ask about their data: all of it to read, or that it be erased, in every domain. */
export function dataRequestsRoom(parts: Parts, shared: Omit<Dependencies, 'logger'>): Room<Tables> {
  const dependencies = { ...shared, logger: parts.logger };
  return {
    resolvers,
    owns: exportOwners,
    context: () => personalDataContext(parts),
    publishes,
    consumes: consumes(parts.now),
    background: [asking(dependencies), purgeExports(parts)],
  };
}

/** Asks those again who have not answered. */
function asking(dependencies: Dependencies): Background {
  return createLoop({
    name: 'ask again about data of persons',
    round: () => askAgain(dependencies),
    intervalMs: askIntervalMs,
    logger: dependencies.logger,
  });
}
