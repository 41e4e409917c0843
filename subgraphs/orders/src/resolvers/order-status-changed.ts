import { badUserInput } from '@cartwright/errors';
import { requireViewer } from '@cartwright/identity';
import type { SubscriptionResolvers } from '../generated/graphql.ts';
import type { StoredTimelineEntry } from '../repository/orders.ts';

/** An order's steps: the present state or what was missed, then each as it happens. */
export const orderStatusChanged: NonNullable<SubscriptionResolvers['orderStatusChanged']> = {
  subscribe: async (_root, { orderId, afterVersion }, context) => {
    const viewer = requireViewer(context);
    if (afterVersion != null && afterVersion < 0) {
      throw badUserInput('afterVersion must not be negative.', 'afterVersion');
    }
    const request = { viewer, orderId, afterVersion: afterVersion ?? undefined };
    const steps = await context.useCases.followOrder(request);
    if (steps === undefined) throw badUserInput('No such order.', 'orderId');
    return steps;
  },
  resolve: (step: StoredTimelineEntry) => step,
};
