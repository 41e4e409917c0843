import { keyReusedError, readIdempotencyKey } from '@cartwright/idempotency';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
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
        outcome.kind === 'adjusted' ? await context.catalogue.afterChange().variant.load(variantId) : null;
      if (variant === null)
        return { __typename: 'VariantNotFoundError', message: 'No such variant.', variantId };
      return { __typename: 'VariantStockAdjustSuccess', variant };
    },
  },
  Product: {
    availableForSale: ({ availableVariants }) => availableVariants > 0,
  },
  ProductVariant: {
    availableForSale: ({ available }) => available > 0,
    quantityAvailable: ({ available }) => available,
    availability: ({ available }) => ({
      status: availabilityStatus(available),
      availableForSale: available > 0,
      quantityAvailable: available,
    }),
  },
} satisfies Resolvers;
