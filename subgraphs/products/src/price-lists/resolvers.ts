import { isId, toMoney } from '@cartwright/graph';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { quantityPrices } from '@cartwright/money';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import type { PriceList } from './rules/price-list.ts';
import type { ListedPricesFault } from './use-cases/update-price-list-prices.ts';

/** Price lists, what they say of variants, and keeping them. */
export const resolvers = {
  Query: {
    priceList: async (_root, { id }, { priceLists }) =>
      isId(id) ? ((await priceLists.find(id)) ?? null) : null,
    priceLists: (_root, _args, { priceLists }) => priceLists.all(),
  },
  Mutation: {
    priceListCreate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.priceLists.createPriceList({ ...input, staffId });
      switch (outcome.kind) {
        case 'created':
          return { __typename: 'PriceListCreateSuccess', priceList: outcome.priceList };
        case 'too-many': {
          const { limit } = outcome;
          const message = `There are ${limit} price lists already; please delete one first.`;
          return { __typename: 'TooManyPriceListsError', message, limit };
        }
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    priceListUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.priceLists.updatePriceList({ ...input, staffId });
      switch (outcome.kind) {
        case 'updated':
          return { __typename: 'PriceListUpdateSuccess', priceList: outcome.priceList };
        case 'not-found':
          return notFound(input.id);
        case 'changed-meanwhile':
          return changedMeanwhile(outcome.priceList);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    priceListDelete: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.priceLists.deletePriceList({ ...input, staffId });
      switch (outcome.kind) {
        case 'deleted':
          return { __typename: 'PriceListDeleteSuccess', priceListId: input.id };
        case 'not-found':
          return notFound(input.id);
        case 'changed-meanwhile':
          return changedMeanwhile(outcome.priceList);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    priceListPricesUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.priceLists.updatePriceListPrices({ ...input, staffId });
      switch (outcome.kind) {
        case 'updated': {
          const results = outcome.results.map((fault, index) => ({
            index,
            errors: fault === undefined ? [] : [priceFault(fault)],
          }));
          return { __typename: 'PriceListPricesUpdateSuccess', priceList: outcome.priceList, results };
        }
        case 'not-found':
          return notFound(input.priceListId);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  PriceList: {
    customerGroupIds: ({ groupIds }) => [...groupIds],
    countries: ({ countries }) => [...countries],
    adjustments: ({ adjustments }) =>
      adjustments.map(({ minimumQuantity, basisPoints }) => ({
        minimumQuantity,
        percent: basisPoints / 100,
      })),
  },
  ProductVariant: {
    quantityPrices: (variant, args, context) => {
      const currency = args.currency ?? context.pricing.currency;
      const base = variant.prices.find((price) => price.currency === currency);
      if (base === undefined) return [];
      const shown = ({ minimumQuantity, amountMinor }: ReturnType<typeof quantityPrices>[number]) => ({
        minimumQuantity,
        price: toMoney(amountMinor, base.currency),
      });
      if (context.pricing.isPlain(currency))
        return [shown({ minimumQuantity: 1, amountMinor: base.amountMinor })];
      return pricesOf(variant.id, base, context).then((prices) => prices.map(shown));
    },
    listPrices: async ({ id }, _args, { priceLists }) => {
      const listed = await priceLists.listed.load(id);
      const lists = listed.length === 0 ? [] : await priceLists.all();
      return listed.flatMap(({ priceListId, prices }) => {
        const priceList = lists.find((list) => list.id === priceListId);
        return priceList === undefined ? [] : [{ priceList, prices: shownIn(priceList, prices) }];
      });
    },
  },
} satisfies Resolvers;

async function pricesOf(
  variantId: string,
  { currency, amountMinor: baseMinor }: { readonly currency: string; readonly amountMinor: number },
  { priceLists }: Context,
) {
  const found = await priceLists.ofBuyer(variantId, currency);
  if (found === null) return [{ minimumQuantity: 1, amountMinor: baseMinor }];
  return quantityPrices({ baseMinor, lists: found.lists }, found.buyer);
}

function shownIn(
  { currency }: PriceList,
  prices: readonly { readonly minimumQuantity: number; readonly amountMinor: number }[],
) {
  return prices.map(({ minimumQuantity, amountMinor }) => ({
    minimumQuantity,
    price: toMoney(amountMinor, currency),
  }));
}

function notFound(priceListId: string) {
  return {
    __typename: 'PriceListNotFoundError',
    message: 'There is no such price list.',
    priceListId,
  } as const;
}

function changedMeanwhile(priceList: PriceList) {
  const message = 'Somebody else has changed the price list; please look at it again.';
  return { __typename: 'PriceListChangedError', message, priceList } as const;
}

function priceFault(fault: ListedPricesFault) {
  if (fault.kind === 'invalid-input') return invalidInputError(fault.fields);
  const { variantId } = fault;
  return { __typename: 'VariantNotFoundError' as const, message: 'No such variant.', variantId };
}
