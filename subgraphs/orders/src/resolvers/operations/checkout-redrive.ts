import type { MutationResolvers } from '../../generated/graphql.ts';
import { staffRequestOf } from './staff-request-of.ts';

/** Sends what a checkout waits for once more. */
export const checkoutRedrive: NonNullable<MutationResolvers['checkoutRedrive']> = async (
  _root,
  { input: { orderId, reason } },
  context,
) => {
  const request = staffRequestOf(context, orderId, reason);
  const outcome = await context.operations.steerCheckout('CHECKOUT_REDRIVE', request);
  switch (outcome.kind) {
    case 'done':
      return { __typename: 'CheckoutRedriveSuccess', order: outcome.order, action: outcome.action };
    case 'not-found':
      return { __typename: 'OrderNotFoundError', message: 'There is no such order.', orderId };
    case 'not-possible':
      return {
        __typename: 'CheckoutNotWaitingError',
        message: 'The checkout waits for nothing.',
        status: outcome.order.status,
      };
  }
};
