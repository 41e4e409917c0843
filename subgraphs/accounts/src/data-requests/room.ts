import { createLoop, type Background } from '@cartwright/process';
import { isOwn } from '@cartwright/identity';
import { exportOwners, personalDataContext, purgeExports, type Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import type { SecondFactorDependencies } from '../second-factors/door.ts';
import { purgeErasedAddresses } from '../transfer/door.ts';
import { dataRequestsContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { consumes, publishes } from './events.ts';
import { purgeRequests } from './repository/requests.ts';
import { resolvers } from './resolvers.ts';
import { requestKeptMs } from './rules.ts';
import { askAgain } from './use-cases/ask-domains.ts';
import type { ShownRequest } from './use-cases/read-requests.ts';

const askIntervalMs = 10_000;
const purgeIntervalMs = 60 * 60_000;
const purgeBatch = 500;

/** What persons ask about their data: all of it to read, or that it be erased, in every domain. */
export function dataRequestsRoom(parts: Parts, shared: SecondFactorDependencies): Room<Tables> {
  const { logger, config } = parts;
  const dependencies = { ...shared, logger, erasedAddressesKey: config.ERASED_ADDRESSES_KEY };
  return {
    resolvers,
    owns: {
      ...exportOwners,
      DataRequest: ({ userId, isOwn: isProved = false }: ShownRequest, viewer) =>
        isProved || isOwn(viewer, userId),
    },
    context: () => ({ ...dataRequestsContext(dependencies), ...personalDataContext(parts) }),
    publishes,
    consumes: consumes(parts.now),
    background: [asking(dependencies), purgeExports(parts), purging(dependencies)],
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

/** Forgets what was asked long ago, and who was erased before that. */
function purging({ database, now, logger }: Dependencies): Background {
  return createLoop({
    name: 'purge requests about data',
    round: async () => {
      const before = new Date(now().getTime() - requestKeptMs);
      await purgeErasedAddresses(database.statements, now());
      return { hasMore: (await purgeRequests(database.statements, before, purgeBatch)) >= purgeBatch };
    },
    intervalMs: purgeIntervalMs,
    logger,
  });
}
