import { bind } from '@cartwright/database';
import { listByKey } from '@cartwright/graph';
import type { Dependencies } from './dependencies.ts';
import { listRequestsOf } from './repository/requests.ts';
import { findSteps } from './repository/steps.ts';
import { followErasure, readRequest, readRequests } from './use-cases/read-requests.ts';
import { requestErasure } from './use-cases/request-erasure.ts';
import { requestExport } from './use-cases/request-export.ts';
import { retryRequest } from './use-cases/retry-request.ts';

/** What resolvers find in their context: the use cases of requests, and loaders that live as long as the operation. */
export function dataRequestsContext(dependencies: Dependencies) {
  const { database, now } = dependencies;
  const read = bind(database.statements, { listRequestsOf, findSteps });
  const loaders = {
    byUser: listByKey(read.listRequestsOf, ({ userId }) => userId),
    stepsByRequest: listByKey(read.findSteps, ({ requestId }) => requestId),
  };
  const useCases = bind(dependencies, {
    readRequests,
    readRequest,
    followErasure,
    requestExport,
    requestErasure,
    retryRequest,
  });
  return { dataRequests: { ...useCases, loaders, now } };
}

export type DataRequestsContext = ReturnType<typeof dataRequestsContext>;
