import { badUserInput, graphqlError } from '@cartwright/errors';
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
        const outcome = await context.following.followOrder(request);
        switch (outcome.kind) {
          case 'following':
            return outcome.steps;
          case 'order-not-found':
            throw badUserInput('No such order.', 'orderId');
          case 'beyond-the-end':
            throw beyondTheEnd(outcome.version);
        }
      },
      resolve: (step: StoredTimelineEntry) => step,
    },
  },

  OrderStatusEvent: {
    entry: (step) => step,
    order: async (step, _args, { order: { loaders }, following }) => {
      const order = await following.orders.of(step, (id) => loaders.order.load(id));
      if (order === null) throw new Error(`The order ${step.orderId} has steps but is gone`);
      return order;
    },
  },
} satisfies Resolvers;

/** Not the present state: a client that counts on rising versions would take it for an old one, and drop it. */
function beyondTheEnd(version: number): Error {
  return graphqlError(
    'BAD_USER_INPUT',
    `The order has no version after ${version} yet: leave afterVersion out to begin with its present state.`,
    { field: 'afterVersion', version },
  );
}
