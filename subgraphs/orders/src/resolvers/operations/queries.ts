import { badUserInput } from '@cartwright/errors';
import { requireStaff } from '@cartwright/identity';
import type { QueryResolvers } from '../../generated/graphql.ts';

type StaffQueries = Pick<
  QueryResolvers,
  'parkedMessages' | 'stuckCheckouts' | 'staffActions' | 'messagingLag'
>;

/** What only staff may ask. */
export const staffQueries: StaffQueries = {
  parkedMessages: (_root, { state, ...args }, context) => {
    requireStaff(context);
    return context.operations.parkedMessages(state ?? null, args);
  },

  stuckCheckouts: (_root, { olderThanSeconds, ...args }, context) => {
    requireStaff(context);
    if (olderThanSeconds < 0)
      throw badUserInput('olderThanSeconds must not be negative.', 'olderThanSeconds');
    return context.operations.stuckCheckouts(olderThanSeconds, args);
  },

  staffActions: (_root, { target, ...args }, context) => {
    requireStaff(context);
    return context.operations.staffActions(target ?? null, args);
  },

  messagingLag: (_root, _args, context) => {
    requireStaff(context);
    return context.operations.messagingLag();
  },
};
