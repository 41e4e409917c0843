import { chosen } from '@cartwright/graph';
import type { Resolvers } from '../generated/graphql.ts';
import { operationOf } from './rules.ts';

/** The audit trail, for staff. */
export const resolvers = {
  Query: {
    staffActions: (_root, { filters, ...page }, context) => {
      const { target = null, staff: staffId = null, operations } = filters ?? {};
      return context.audit.readTrail({ filter: { target, staffId, operations: chosen(operations) }, page });
    },
  },

  StaffAction: {
    staff: ({ staffId }) => ({ __typename: 'User', id: staffId }),
    operation: ({ operation, action }) =>
      operation === '' && action !== 'OTHER' ? operationOf(action) : operation,
  },
} satisfies Resolvers;
