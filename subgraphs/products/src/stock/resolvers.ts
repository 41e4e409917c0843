import { keyReusedError, readIdempotencyKey } from '@cartwright/idempotency';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import { availabilityStatus } from './rules/availability.ts';
import { quantityMoved } from './rules/ledger.ts';

/** Whether products and variants can be bought, as stock is at this moment, and adjusting it. */
export const resolvers = {
  Query: {
    stockMovements: (_root, args, { stock }) => stock.readMovements(args),
  },
  Mutation: {
    variantStockAdjust: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const { variantId } = input;
      const idempotencyKey = readIdempotencyKey(input.idempotencyKey);
      const outcome = await context.stock.adjustStock({ ...input, staffId, idempotencyKey });
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
  StockMovement: {
    id: ({ id }) => String(id),
    quantity: quantityMoved,
    availableChange: ({ available }) => available,
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
