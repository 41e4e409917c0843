import { toMoney } from '@cartwright/graph';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { CurrencyCode, Resolvers } from '../generated/graphql.ts';
import type { Context, ProductVariantRow } from '../graphql.ts';

/** Prices of products and variants, and setting them. */
export const resolvers = {
  Mutation: {
    variantPriceUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const { variantId, price, compareAtPrice = null, reason } = input;
      const asked = { staffId, variantId, price, compareAtPrice, reason };
      const outcome = await context.pricing.updateVariantPrice(asked);
      switch (outcome.kind) {
        case 'updated':
          return { __typename: 'VariantPriceUpdateSuccess', variant: outcome.variant };
        case 'not-found':
          return { __typename: 'VariantNotFoundError', message: 'No such variant.', variantId };
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  Product: {
    priceRange: async ({ id }, args, { pricing }) => {
      const wanted = args.currency ?? pricing.currency;
      const range = await pricing.loaders.priceRangeOfProduct(wanted).load(id);
      if (range === null) throw new Error(`Product ${id} has no price`);
      const { minMinor, maxMinor, currency } = range;
      return { min: toMoney(minMinor, currency), max: toMoney(maxMinor, currency) };
    },
  },
  ProductVariant: {
    price: async (variant, args, context) => {
      const price = await priceOf(variant, args.currency, context);
      return price === null ? null : toMoney(price.amountMinor, price.currency);
    },
    compareAtPrice: async (variant, args, context) => {
      const price = await priceOf(variant, args.currency, context);
      return price?.compareAtMinor == null ? null : toMoney(price.compareAtMinor, price.currency);
    },
  },
} satisfies Resolvers;

function priceOf({ id }: ProductVariantRow, wanted: CurrencyCode | null | undefined, { pricing }: Context) {
  return pricing.loaders.priceOfVariant(wanted ?? pricing.currency).load(id);
}
