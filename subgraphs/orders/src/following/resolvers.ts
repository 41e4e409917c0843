import { badUserInput } from '@cartwright/errors';
import { requireViewer } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';
import type { StoredTimelineEntry } from '../order/door.ts';

/** An order's steps: the present state or what was missed, then each as it happens. */
export const resolvers = {
  Subscription: {
    orderStatusChanged: {
      subscribe: async (_root, { orderId, afterVersion }, context) => {
        const viewer = requireViewer(context);
        if (afterVersion != null && afterVersion < 0) {
          throw badUserInput('afterVersion must not be negative.', 'afterVersion');
        }
        const request = { viewer, orderId, afterVersion: afterVersion ?? undefined };
        const steps = await context.following.followOrder(request);
        if (steps === undefined) throw badUserInput('No such order.', 'orderId');
        return steps;
      },
      resolve: (step: StoredTimelineEntry) => step,
    },
  },

  OrderStatusEvent: {
    entry: (step) => step,
    order: async ({ orderId }, _args, { order: { loaders } }) => {
      const order = await loaders.order.load(orderId);
      if (order === null) throw new Error(`The order ${orderId} has steps but is gone`);
      return order;
    },
  },
} satisfies Resolvers;
