import { badUserInput } from '@cartwright/errors';
import { keyReusedError, readIdempotencyKey } from '@cartwright/idempotency';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import type { ShownStock } from './following/stock-feed.ts';
import { shownAvailability } from './rules/availability.ts';
import { quantityMoved } from './rules/ledger.ts';
import { unreservedOf } from './rules/policy.ts';

/** Whether products and variants can be bought, as stock is at this moment, and adjusting it. */
export const resolvers = {
  Query: {
    stockMovements: (_root, args, { stock }) => stock.readMovements(args),
    variantStock: (_root, { variantId }, { stock }) => stock.readVariantStock(variantId),
    variantsLowOnStock: (_root, page, { stock }) => stock.readLowStock(page),
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
      if (outcome.kind === 'bundle') return isBundle(variantId);
      if (outcome.kind === 'location-not-found') {
        const message = 'There is no such location.';
        return { __typename: 'StockLocationNotFoundError', message, locationId: outcome.locationId };
      }
      if (outcome.kind === 'location-inactive') {
        const message = 'The location is not used.';
        return { __typename: 'StockLocationInactiveError', message, locationId: outcome.locationId };
      }
      const variant =
        outcome.kind === 'adjusted' ? await context.catalogue.afterChange().variant.load(variantId) : null;
      if (variant === null) return variantNotFound(variantId);
      return { __typename: 'VariantStockAdjustSuccess', variant };
    },
    variantStockPolicyUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.stock.updatePolicy({ ...input, staffId });
      switch (outcome.kind) {
        case 'updated':
          context.catalogue.forget();
          return { __typename: 'VariantStockPolicyUpdateSuccess', stock: outcome.stock };
        case 'not-found':
          return variantNotFound(input.variantId);
        case 'bundle':
          return isBundle(input.variantId);
        case 'changed-meanwhile': {
          const message = 'Somebody else has changed how the variant is sold. Please look at it again.';
          return { __typename: 'VariantStockPolicyChangedError', message, version: outcome.version };
        }
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  Subscription: {
    stockChanged: {
      subscribe: async (_root, { variantIds }, { stock }) => {
        const events = await stock.followStock(variantIds);
        if (events === null) throw badUserInput('There is no such variant.', 'variantIds');
        return events;
      },
      resolve: (shown: ShownStock) => shown,
    },
  },
  StockChange: {
    variant: ({ variantId }, _args, { catalogue }) => catalogue.loaders.variant.load(variantId),
  },
  VariantStock: {
    variant: ({ variantId }, _args, { catalogue }) => catalogue.ofStaff().variant.load(variantId),
    onHand: (stock) => unreservedOf(stock) + stock.reserved,
    quantityAvailable: ({ available }) => Math.max(0, available),
    version: ({ policyVersion }) => policyVersion,
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
    quantityAvailable: ({ available }) => Math.max(0, available),
    availability: shownAvailability,
  },
} satisfies Resolvers;

function variantNotFound(variantId: string) {
  return { __typename: 'VariantNotFoundError', message: 'No such variant.', variantId } as const;
}

function isBundle(variantId: string) {
  const message = 'This variant is a bundle: please change the stock of its parts.';
  return { __typename: 'BundleStockError', message, variantId } as const;
}
