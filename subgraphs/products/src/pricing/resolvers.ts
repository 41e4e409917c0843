import { toMoney } from '@cartwright/graph';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { CurrencyCode, Resolvers } from '../generated/graphql.ts';
import type { Context, ProductVariantRow } from '../graphql.ts';
import type { Price } from './repository.ts';

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
    price: (variant, args, context) =>
      whenThere(priceOf(variant, args.currency, context), (price) =>
        price === null ? null : toMoney(price.amountMinor, price.currency),
      ),
    compareAtPrice: (variant, args, context) =>
      whenThere(priceOf(variant, args.currency, context), (price) =>
        price?.compareAtMinor == null ? null : toMoney(price.compareAtMinor, price.currency),
      ),
  },
} satisfies Resolvers;

type ShownPrice = Omit<Price, 'variantId'>;

/** There at once in the buyer's currency, with a variant that was read for being shown. */
function priceOf(
  variant: ProductVariantRow,
  wanted: CurrencyCode | null | undefined,
  { pricing }: Context,
): ShownPrice | null | Promise<ShownPrice | null> {
  const currency = wanted ?? pricing.currency;
  if (currency !== pricing.currency || !('offerMinor' in variant))
    return pricing.loaders.priceOfVariant(currency).load(variant.id);
  const { offerMinor: amountMinor, offerCompareAtMinor: compareAtMinor } = variant;
  return amountMinor === null ? null : { currency, amountMinor, compareAtMinor };
}

function whenThere<Value, Result>(
  value: Value | Promise<Value>,
  use: (value: Value) => Result,
): Result | Promise<Result> {
  return value instanceof Promise ? value.then(use) : use(value);
}
