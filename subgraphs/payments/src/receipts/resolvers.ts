import { isId, toTaxedMoney } from '@cartwright/graph';
import type { CurrencyCode, Resolvers } from '../generated/graphql.ts';
import { paymentMethodOf } from '../provider/door.ts';

/** Receipts, and where payments and orders show them. */
export const resolvers = {
  Receipt: {
    number: ({ number }) => `R-${number}`,
    total: ({ amountMinor: grossMinor, taxMinor, currency }) =>
      toTaxedMoney({ grossMinor, taxMinor, netMinor: grossMinor - taxMinor }, currency as CurrencyCode),
    paidWith: ({ methodToken }) => paymentMethodOf(methodToken).name,
  },
  Payment: {
    receipt: ({ id }, _arguments, { receipts }) => receipts.loaders.ofPayment.load(id),
  },
  Order: {
    receipt: ({ id }, _arguments, { receipts }) => (isId(id) ? receipts.loaders.ofOrder.load(id) : null),
  },
} satisfies Resolvers;
