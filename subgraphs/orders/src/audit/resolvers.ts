import { requirePermission } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';

/** The audit trail, for staff. */
export const resolvers = {
  Query: {
    staffActions: (_root, { target, ...page }, context) => {
      requirePermission(context, 'AUDIT_READ');
      return context.audit.readTrail({ target: target ?? null, page });
    },
  },

  StaffAction: {
    staff: ({ staffId }) => ({ __typename: 'User', id: staffId }),
  },
} satisfies Resolvers;
