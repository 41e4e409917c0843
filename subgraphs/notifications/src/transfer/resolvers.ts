import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';

/** Consents as files. */
export const resolvers = {
  Mutation: {
    consentExportCreate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.transfer.createExport({ ...input, staffId });
      switch (outcome.kind) {
        case 'created':
          return { __typename: 'ConsentExportCreateSuccess', url: outcome.url, expiresAt: outcome.expiresAt };
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
} satisfies Resolvers;
