import { toMoney } from '@cartwright/graph';
import type { Resolvers } from '../generated/graphql.ts';

/** What variants cost before, for staff. */
export const resolvers = {
  ProductVariant: {
    priceHistory: async ({ id }, args, { priceHistory, pricing }) => {
      const periods = await priceHistory.periodsIn(args.currency ?? pricing.currency).load(id);
      return periods.map(({ currency, amountMinor, compareAtMinor, beganAt, endedAt }) => ({
        price: toMoney(amountMinor, currency),
        compareAtPrice: compareAtMinor === null ? null : toMoney(compareAtMinor, currency),
        beganAt,
        endedAt,
      }));
    },
  },
} satisfies Resolvers;
