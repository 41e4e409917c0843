import { toMoney, toTaxedMoney } from '@cartwright/graph';
import type { Resolvers } from '../generated/graphql.ts';

/** What pricing adds to a cart. */
export const resolvers = {
  Cart: {
    cost: ({ price, cart: { currency } }) => {
      const { subtotalMinor, shippingMinor, taxMinor, totalMinor } = price;
      const total = { grossMinor: totalMinor, netMinor: totalMinor - taxMinor, taxMinor };
      return {
        subtotal: toMoney(subtotalMinor, currency),
        shipping: shippingMinor === null ? null : toMoney(shippingMinor, currency),
        tax: toMoney(taxMinor, currency),
        total: toTaxedMoney(total, currency),
      };
    },
  },
} satisfies Resolvers;
