import { requireViewer } from '@cartwright/identity';
import type { MutationResolvers } from '../generated/graphql.ts';
import { cartRefused, cartSuccess } from './cart-success.ts';

/** Chooses one of `Cart.deliveryOptions`. */
export const cartDeliveryOptionSelect: NonNullable<MutationResolvers['cartDeliveryOptionSelect']> = async (
  _root,
  { input: { cartId, code } },
  context,
) => {
  const viewer = requireViewer(context);
  const outcome = await context.useCases.selectDeliveryOption({ viewer, cartId, code });
  switch (outcome.kind) {
    case 'changed':
      return cartSuccess(outcome);
    case 'not-found':
    case 'not-active':
      return cartRefused(outcome, cartId);
    case 'option-unavailable': {
      const message = 'This way of delivery is not offered for this cart.';
      return { __typename: 'DeliveryOptionUnavailableError', message, code };
    }
  }
};
