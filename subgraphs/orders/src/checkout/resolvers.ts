import { requireViewer } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';

/** Cancels an order for its owner or for staff. */
export const resolvers = {
  Mutation: {
    orderCancel: async (_root, { input: { orderId } }, context) => {
      const viewer = requireViewer(context);
      const { traceparent } = context.request;
      const outcome = await context.checkout.cancelOrder({ viewer, orderId, traceparent });
      switch (outcome.kind) {
        case 'cancelling':
          return { __typename: 'OrderCancelSuccess', order: outcome.order };
        case 'not-found':
          return { __typename: 'OrderNotFoundError', message: 'There is no such order.', orderId };
        case 'not-cancellable':
          return {
            __typename: 'OrderNotCancellableError',
            message: 'The order, or a part of it, is on its way or has arrived.',
            status: outcome.status,
          };
      }
    },
  },
} satisfies Resolvers;
