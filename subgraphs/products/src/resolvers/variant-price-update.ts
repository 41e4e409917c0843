import { requireStaff } from '@cartwright/identity';
import type { MutationResolvers } from '../generated/graphql.ts';

/** Sets a variant's price in one currency. */
export const variantPriceUpdate: NonNullable<MutationResolvers['variantPriceUpdate']> = async (
  _root,
  { input },
  context,
) => {
  requireStaff(context);
  const { variantId, price, compareAtPrice = null } = input;
  const outcome = await context.useCases.updateVariantPrice({ variantId, price, compareAtPrice });
  switch (outcome.kind) {
    case 'updated':
      return { __typename: 'VariantPriceUpdateSuccess', variant: outcome.variant };
    case 'not-found':
      return { __typename: 'VariantNotFoundError', message: 'No such variant.', variantId };
    case 'invalid-price':
      return { __typename: 'InvalidPriceError', message: outcome.message };
  }
};
