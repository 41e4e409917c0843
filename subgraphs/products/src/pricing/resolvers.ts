import { toMoney } from '@cartwright/graph';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import { buyerPriceOf, withBuyerPrice, type ShownPrice } from './buyer-price.ts';
import { priceRange, type PriceRange } from './rules/price.ts';
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
    priceRange: ({ id, variants }, args, context) => {
      const { currency, isPlain } = context.pricing;
      const wanted = args.currency ?? currency;
      if (isPlain(wanted)) return shownRange(id, priceRange(variants, wanted));
      const own = Promise.all(variants.map((variant) => withBuyerPrice(variant, wanted, context)));
      return own.then((prices) => shownRange(id, priceRange(prices, wanted)));
    },
  },
  ProductVariant: {
    price: (variant, args, context) =>
      shown(buyerPriceOf(variant, args.currency, context), ({ amountMinor }) => amountMinor),
    compareAtPrice: (variant, args, context) =>
      shown(buyerPriceOf(variant, args.currency, context), ({ compareAtMinor }) => compareAtMinor),
    lowestRecentPrice: (variant, args, context) =>
      shown(buyerPriceOf(variant, args.currency, context), (price) => price.lowestRecentMinor),
    sales: async ({ id }, _args, { pricing }) => (await pricing.salesOf.load(id)).map(shownSale),
  },
} satisfies Resolvers;

/** What is read of prices from now on is read again. */
function afterChange({ pricing, priceHistory, catalogue }: Context) {
  pricing.salesOf.clearAll();
  priceHistory.forget();
  return catalogue.afterChange();
}

function shownRange(productId: string, range: PriceRange<ShownPrice> | undefined) {
  if (range === undefined) throw new Error(`Product ${productId} has no price`);
  const { minMinor, maxMinor, currency } = range;
  return { min: toMoney(minMinor, currency), max: toMoney(maxMinor, currency) };
}

/** One amount of a price as it is answered; at once, where the price is there at once. */
function shown(
  found: ReturnType<typeof buyerPriceOf>,
  minorOf: (price: ShownPrice) => number | null,
): ReturnType<typeof moneyOf> | Promise<ReturnType<typeof moneyOf>> {
  if (found instanceof Promise) return found.then((price) => moneyOf(price, minorOf));
  return moneyOf(found, minorOf);
}

function moneyOf(price: ShownPrice | undefined, minorOf: (price: ShownPrice) => number | null) {
  const minor = price === undefined ? null : minorOf(price);
  return price === undefined || minor === null ? null : toMoney(minor, price.currency);
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
