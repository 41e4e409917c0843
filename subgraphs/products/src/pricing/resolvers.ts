import { toMoney } from '@cartwright/graph';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { CurrencyCode, Resolvers } from '../generated/graphql.ts';
import type { Context, ProductVariantRow } from '../graphql.ts';
import { priceRange } from './rules.ts';

/** Prices of products and variants, and setting them. */
export const resolvers = {
  Mutation: {
    variantPriceUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const { variantId, price, compareAtPrice = null, reason } = input;
      const asked = { staffId, variantId, price, compareAtPrice, reason };
      const outcome = await context.pricing.updateVariantPrice(asked);
      switch (outcome.kind) {
        case 'updated': {
          const variant = await context.catalogue.afterChange().variant.load(variantId);
          return variant === null
            ? variantNotFound(variantId)
            : { __typename: 'VariantPriceUpdateSuccess', variant };
        }
        case 'not-found':
          return variantNotFound(variantId);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  Product: {
    priceRange: ({ id, variants }, args, { pricing }) => {
      const range = priceRange(variants, args.currency ?? pricing.currency);
      if (range === undefined) throw new Error(`Product ${id} has no price`);
      const { minMinor, maxMinor, currency } = range;
      return { min: toMoney(minMinor, currency), max: toMoney(maxMinor, currency) };
    },
  },
  ProductVariant: {
    price: (variant, args, context) => {
      const price = priceOf(variant, args.currency, context);
      return price === undefined ? null : toMoney(price.amountMinor, price.currency);
    },
    compareAtPrice: (variant, args, context) => {
      const price = priceOf(variant, args.currency, context);
      return price?.compareAtMinor == null ? null : toMoney(price.compareAtMinor, price.currency);
    },
    lowestRecentPrice: (variant, args, context) => {
      const price = priceOf(variant, args.currency, context);
      return price?.lowestRecentMinor == null ? null : toMoney(price.lowestRecentMinor, price.currency);
    },
  },
} satisfies Resolvers;

/** What a variant costs in a currency, or in the buyer's; undefined where it is not sold in it. */
function priceOf(
  { prices }: ProductVariantRow,
  wanted: CurrencyCode | null | undefined,
  { pricing }: Context,
): ProductVariantRow['prices'][number] | undefined {
  const currency = wanted ?? pricing.currency;
  return prices.find((price) => price.currency === currency);
}

function variantNotFound(variantId: string) {
  return { __typename: 'VariantNotFoundError', message: 'No such variant.', variantId } as const;
}
