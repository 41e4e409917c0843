import { requireViewer } from '@cartwright/identity';
import type { MutationResolvers } from '../generated/graphql.ts';

/** Begins to cancel an order; it is done when the order's status says so. */
export const orderCancel: NonNullable<MutationResolvers['orderCancel']> = async (
  _root,
  { input },
  context,
) => {
  const viewer = requireViewer(context);
  const { orderId } = input;
  const { traceparent } = context.request;
  const outcome = await context.useCases.cancelOrder({ viewer, orderId, traceparent });
  switch (outcome.kind) {
    case 'cancelling':
      return { __typename: 'OrderCancelSuccess', order: outcome.order };
    case 'not-found':
      return { __typename: 'OrderNotFoundError', message: 'There is no such order.', orderId };
    case 'not-cancellable':
      return {
        __typename: 'OrderNotCancellableError',
        message: 'The order is shipped, or has already ended.',
        status: outcome.status,
      };
  }
};
