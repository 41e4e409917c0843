import type { Resolvers } from '../generated/graphql.ts';
import { operationOf } from './rules.ts';

/** The audit trail, for staff. */
export const resolvers = {
  Query: {
    staffActions: (_root, { target = null, staff = null, operation = null, ...page }, context) =>
      context.audit.readTrail({ filter: { target, staffId: staff, operation }, page }),
  },

  StaffAction: {
    staff: ({ staffId }) => ({ __typename: 'User', id: staffId }),
    operation: ({ operation, action }) =>
      operation === '' && action !== 'OTHER' ? operationOf(action) : operation,
  },
} satisfies Resolvers;
