import { requireStaff } from '@cartwright/identity';
import type { MutationResolvers } from '../generated/graphql.ts';

/** Adds to or takes from a variant's available stock. */
export const variantStockAdjust: NonNullable<MutationResolvers['variantStockAdjust']> = async (
  _root,
  { input },
  context,
) => {
  const { id: staffId } = requireStaff(context);
  const { variantId } = input;
  const outcome = await context.useCases.adjustStock({ ...input, staffId });
  const variant = outcome.kind === 'adjusted' ? await context.loaders.variant.load(variantId) : null;
  if (variant !== null) return { __typename: 'VariantStockAdjustSuccess', variant };
  if (outcome.kind === 'insufficient') {
    const message = 'There is less available than was to be taken away.';
    return { __typename: 'InsufficientStockError', message, quantityAvailable: outcome.available };
  }
  return { __typename: 'VariantNotFoundError', message: 'No such variant.', variantId };
};
