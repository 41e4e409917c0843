import { requireViewer } from '@cartwright/identity';
import type { MutationResolvers } from '../generated/graphql.ts';
import { cartRefused, cartSuccess } from './cart-success.ts';
import { readLineUpdates } from './read-input.ts';

/** Sets quantities of lines. */
export const cartLinesUpdate: NonNullable<MutationResolvers['cartLinesUpdate']> = async (
  _root,
  { input },
  context,
) => {
  const outcome = await context.useCases.updateLines({
    viewer: requireViewer(context),
    cartId: input.cartId,
    lines: readLineUpdates(input.lines),
  });
  switch (outcome.kind) {
    case 'changed':
      return cartSuccess(outcome);
    case 'not-found':
    case 'not-active':
      return cartRefused(outcome, input.cartId);
    case 'line-not-found': {
      const message = 'There is no such line in this cart.';
      return { __typename: 'CartLineNotFoundError', message, lineId: outcome.lineId };
    }
  }
};
