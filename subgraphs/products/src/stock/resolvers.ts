import { keyReusedError, readIdempotencyKey } from '@cartwright/idempotency';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context, ProductVariantRow } from '../graphql.ts';
import { availabilityStatus } from './rules/availability.ts';

/** Whether products and variants can be bought, as stock is at this moment, and adjusting it. */
export const resolvers = {
  Mutation: {
    variantStockAdjust: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const { variantId, delta, reason } = input;
      const idempotencyKey = readIdempotencyKey(input.idempotencyKey);
      const outcome = await context.stock.adjustStock({ staffId, idempotencyKey, variantId, delta, reason });
      if (outcome.kind === 'key-reused') return keyReusedError;
      if (outcome.kind === 'invalid-input') return invalidInputError(outcome.fields);
      if (outcome.kind === 'insufficient') {
        const message = 'There is less available than was to be taken away.';
        return { __typename: 'InsufficientStockError', message, quantityAvailable: outcome.available };
      }
      const variant =
        outcome.kind === 'adjusted' ? await context.catalogue.loaders.variant.load(variantId) : null;
      if (variant === null)
        return { __typename: 'VariantNotFoundError', message: 'No such variant.', variantId };
      return { __typename: 'VariantStockAdjustSuccess', variant };
    },
  },
  Product: {
    availableForSale: ({ availableVariants }) => availableVariants > 0,
  },
  ProductVariant: {
    availableForSale: (variant, _args, context) =>
      ofAvailable(variant, context, (available) => available > 0),
    quantityAvailable: (variant, _args, context) => ofAvailable(variant, context, (available) => available),
    availability: (variant, _args, context) =>
      ofAvailable(variant, context, (quantityAvailable) => {
        const status = availabilityStatus(quantityAvailable);
        return { status, availableForSale: quantityAvailable > 0, quantityAvailable };
      }),
  },
} satisfies Resolvers;

/** Says something of the pieces that are available: at once of a variant that was read for being shown. */
function ofAvailable<Said>(
  variant: ProductVariantRow,
  { stock }: Context,
  say: (available: number) => Said,
): Said | Promise<Said> {
  if ('offerAvailable' in variant) return say(variant.offerAvailable ?? 0);
  return stock.loaders.stock.load(variant.id).then((level) => say(level?.available ?? 0));
}
