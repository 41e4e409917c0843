import { isId } from '@cartwright/graph';
import type { Resolvers } from '../generated/graphql.ts';
import { unreservedOf } from '../stock/door.ts';

/** Who waits for pieces that are not there, and for how long. */
export const resolvers = {
  VariantStock: {
    incoming: async ({ variantId }, _args, { locations }) =>
      (await locations.loaders.levels.load(variantId)).reduce((sum, { incoming }) => sum + incoming, 0),
    waitingQuantity: (stock) => Math.max(0, -unreservedOf(stock)),
    waiting: ({ variantId }, _args, { backorders }) => backorders.loaders.ofVariant.load(variantId),
  },
  Order: {
    backorderedLines: ({ id }, _args, { backorders }) =>
      isId(id) ? backorders.loaders.ofOrder.load(id.toLowerCase()) : [],
  },
} satisfies Resolvers;
