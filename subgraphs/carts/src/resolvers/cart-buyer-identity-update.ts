import { requireViewer } from '@cartwright/identity';
import type { MutationResolvers } from '../generated/graphql.ts';
import { cartRefused, cartSuccess } from './cart-success.ts';

/** Says who buys and where it goes. */
export const cartBuyerIdentityUpdate: NonNullable<MutationResolvers['cartBuyerIdentityUpdate']> = async (
  _root,
  { input: { cartId, buyerIdentity } },
  context,
) => {
  const viewer = requireViewer(context);
  const outcome = await context.useCases.updateBuyerIdentity({ viewer, cartId, buyer: buyerIdentity });
  switch (outcome.kind) {
    case 'changed':
      return cartSuccess(outcome);
    case 'not-found':
    case 'not-active':
      return cartRefused(outcome, cartId);
    case 'invalid':
      return { __typename: 'InvalidBuyerIdentityError', message: outcome.message, field: outcome.field };
  }
};
