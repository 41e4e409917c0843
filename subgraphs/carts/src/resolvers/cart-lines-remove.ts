import { requireViewer } from '@cartwright/identity';
import type { MutationResolvers } from '../generated/graphql.ts';
import { cartRefused, cartSuccess } from './cart-success.ts';

/** Removes lines. */
export const cartLinesRemove: NonNullable<MutationResolvers['cartLinesRemove']> = async (
  _root,
  { input: { cartId, lineIds } },
  context,
) => {
  const viewer = requireViewer(context);
  const outcome = await context.useCases.removeLines({ viewer, cartId, lineIds });
  return outcome.kind === 'changed' ? cartSuccess(outcome) : cartRefused(outcome, cartId);
};
