import type { MutationResolvers } from '../../generated/graphql.ts';
import { staffRequestOf } from './staff-request-of.ts';

/** Cancels an order in whatever step its checkout is. */
export const checkoutCancel: NonNullable<MutationResolvers['checkoutCancel']> = async (
  _root,
  { input: { orderId, reason } },
  context,
) => {
  const request = staffRequestOf(context, orderId, reason);
  const outcome = await context.operations.steerCheckout('CHECKOUT_CANCEL', request);
  switch (outcome.kind) {
    case 'done':
      return { __typename: 'CheckoutCancelSuccess', order: outcome.order, action: outcome.action };
    case 'not-found':
      return { __typename: 'OrderNotFoundError', message: 'There is no such order.', orderId };
    case 'not-possible':
      return {
        __typename: 'OrderNotCancellableError',
        message: 'The order is shipped, or has already ended.',
        status: outcome.order.status,
      };
  }
};
