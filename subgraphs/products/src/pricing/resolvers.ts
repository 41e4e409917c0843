import { toMoney } from '@cartwright/graph';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { CurrencyCode, Resolvers } from '../generated/graphql.ts';
import type { Context, ProductVariantRow } from '../graphql.ts';
import { priceRange } from './rules/price.ts';
import type { Sale } from './rules/sale.ts';
import type { PriceFault } from './use-cases/update-variant-prices.ts';

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
          const variant = await afterChange(context).variant.load(variantId);
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
    variantPricesUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.pricing.updateVariantPrices({ ...input, staffId });
      if (outcome.kind === 'invalid-input') return invalidInputError(outcome.fields);
      const { variant } = afterChange(context);
      const results = outcome.results.map(async (fault, index) => ({
        index,
        variant: fault === undefined ? await variant.load(input.prices[index]?.variantId ?? '') : null,
        errors: fault === undefined ? [] : [priceError(fault)],
      }));
      return { __typename: 'VariantPricesUpdateSuccess', results: await Promise.all(results) };
    },
    variantSaleDelete: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.pricing.deleteVariantSale({ ...input, staffId });
      switch (outcome.kind) {
        case 'deleted': {
          const variant = await afterChange(context).variant.load(outcome.variantId);
          return variant === null
            ? variantNotFound(outcome.variantId)
            : { __typename: 'VariantSaleDeleteSuccess', variant };
        }
        case 'not-found': {
          const message = 'There is no such sale, or it is over.';
          return { __typename: 'SaleNotFoundError', message, saleId: input.id };
        }
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
    sales: async ({ id }, _args, { pricing }) => (await pricing.salesOf.load(id)).map(shownSale),
  },
} satisfies Resolvers;

/** What is read of prices from now on is read again. */
function afterChange({ pricing, priceHistory, catalogue }: Context) {
  pricing.salesOf.clearAll();
  priceHistory.forget();
  return catalogue.afterChange();
}

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

function shownSale({ id, currency, amountMinor, compareAtMinor, startsAt, endsAt, isRunning }: Sale) {
  const compareAtPrice = compareAtMinor === null ? null : toMoney(compareAtMinor, currency);
  return { id, price: toMoney(amountMinor, currency), compareAtPrice, startsAt, endsAt, isRunning };
}

function priceError(fault: PriceFault) {
  switch (fault.kind) {
    case 'variant-not-found':
      return variantNotFound(fault.variantId);
    case 'sale-overlaps': {
      const message = 'The variant has another sale at that time.';
      return { __typename: 'SaleOverlapsError' as const, message, saleIds: [...fault.saleIds] };
    }
    case 'too-many-sales': {
      const { limit } = fault;
      const message = `A variant has at most ${limit} sales that are to come or run.`;
      return { __typename: 'TooManySalesError' as const, message, limit };
    }
    case 'invalid-input':
      return invalidInputError(fault.fields);
  }
}
