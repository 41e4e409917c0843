import { graphqlError } from '@cartwright/errors';
import { domains, type Domain } from '@cartwright/events';
import { requirePermission, requireViewer, type Viewer, type ViewerContext } from '@cartwright/identity';
import { exportReference } from '@cartwright/subgraph';
import type { Resolvers } from '../generated/graphql.ts';
import { actorOf, sayingWhy } from '../roles/door.ts';
import { factorPaused, factorWrong } from '../second-factors/door.ts';
import { isOverdue, statusOf } from './rules.ts';

/** @throws FORBIDDEN for a machine */
function requirePerson(context: ViewerContext): Viewer {
  const viewer = requireViewer(context);
  if (viewer.role === 'MACHINE') throw graphqlError('FORBIDDEN', 'This is for people, not for machines.');
  return viewer;
}

/** The resolvers of requests about data. */
export const resolvers = {
  Query: {
    dataRequest: (_root, { id }, { dataRequests }) => dataRequests.readRequest(id),
    dataErasure: (_root, { token }, { dataRequests }) => dataRequests.followErasure(token),
    dataRequests: (_root, { filters, ...page }, { dataRequests }) =>
      dataRequests.readRequests({ ...page, isOverdue: filters?.isOverdue }),
  },
  User: {
    dataRequests: ({ id }, _args, { dataRequests }) => dataRequests.loaders.byUser.load(id),
  },
  DataRequest: {
    status: (request, _args, { dataRequests }) => statusOf(request, dataRequests.now()),
    isOverdue: (request, _args, { dataRequests }) => isOverdue(request, dataRequests.now()),
    customerId: ({ userId }) => userId,
    steps: async ({ id }, _args, { dataRequests }) => {
      const steps = await dataRequests.loaders.stepsByRequest.load(id);
      return steps.toSorted((a, b) => domains.indexOf(a.domain) - domains.indexOf(b.domain));
    },
    export: (request, _args, { dataRequests, personalData }) => {
      const isReadable = request.kind === 'EXPORT' && statusOf(request, dataRequests.now()) === 'COMPLETED';
      return isReadable ? personalData.loaders.byId.load(request.id) : null;
    },
  },
  DataRequestStep: {
    domain: ({ domain }) => domain.toUpperCase() as Uppercase<Domain>,
  },
  DataExport: {
    __resolveReference: exportReference,
    accountsData: ({ data }) => data,
  },
  Mutation: {
    customerDataExport: async (_root, _args, context) => {
      const outcome = await context.dataRequests.requestExport(requirePerson(context));
      if (outcome.kind === 'requested')
        return { __typename: 'CustomerDataExportSuccess', request: outcome.request };
      return {
        __typename: 'TooManyDataExportsError',
        message: 'You have had several exports of your data within a day.',
        retryAt: outcome.retryAt,
      };
    },
    customerErase: async (_root, { input }, context) => {
      const viewer = requirePerson(context);
      const outcome = await context.dataRequests.requestErasure({ viewer, proof: input.proof ?? {} });
      switch (outcome.kind) {
        case 'requested': {
          const { request, token } = outcome;
          return { __typename: 'CustomerEraseSuccess', request: { ...request, isOwn: true }, token };
        }
        case 'wrong':
          return factorWrong;
        case 'paused':
          return factorPaused(outcome.until);
        case 'staff':
          return {
            __typename: 'StaffAccountError',
            message: 'You work for the store. Have your roles taken away first.',
          };
      }
    },
    ...sayingWhy({
      dataRequestRetry: async (_root, { input }, context) => {
        const by = actorOf(requirePermission(context, 'PRIVACY_MANAGE'), input);
        const outcome = await context.dataRequests.retryRequest({ by, id: input.id });
        if (outcome.kind === 'asked')
          return { __typename: 'DataRequestRetrySuccess', request: outcome.request };
        return { __typename: 'DataRequestNotFoundError', message: 'There is no such request under way.' };
      },
    } satisfies Resolvers['Mutation']),
  },
} satisfies Resolvers;
