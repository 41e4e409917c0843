import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';

/** Orders as files. */
export const resolvers = {
  Mutation: {
    orderExportCreate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const { traceparent } = context.request;
      const outcome = await context.transfer.createExport({ ...input, staffId, traceparent });
      switch (outcome.kind) {
        case 'created':
          return { __typename: 'OrderExportCreateSuccess', url: outcome.url, expiresAt: outcome.expiresAt };
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
} satisfies Resolvers;
