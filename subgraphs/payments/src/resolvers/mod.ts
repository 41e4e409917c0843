import { toMoney, toTaxedMoney } from '@cartwright/graph';
import { ownerIds } from '@cartwright/identity';
import { validate } from 'uuid';
import { paymentMethodOf, paymentMethods } from '../domain/payment-methods.ts';
import type { PaymentRecord } from '../domain/payment.ts';
import type { CurrencyCode, Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';

/** The resolver map of payments. */
export const resolvers: Resolvers = {
  Query: {
    paymentMethods: () => [...paymentMethods],
    payment: (_root, { id }, context) => visiblePayment(context, id),
  },
  Payment: {
    __resolveReference: ({ id }, context) => visiblePayment(context, id),
    amount: ({ amountMinor, currency }) => toMoney(amountMinor, currency as CurrencyCode),
    method: ({ methodToken }) => paymentMethodOf(methodToken),
    nextAction: ({ redirectUrl }) => (redirectUrl === null ? null : { redirectUrl }),
    failure: ({ failure }) => failure && { code: failure.code, message: failure.reason },
    transactions: async ({ id, currency }, _args, { loaders }) => {
      const transactions = await loaders.transactions.load(id);
      return transactions.map((transaction) => ({ ...transaction, currency }));
    },
    receipt: ({ id }, _args, { loaders }) => loaders.receipts.load(id),
  },
  PaymentTransaction: {
    amount: ({ amountMinor, currency }) => toMoney(amountMinor, currency as CurrencyCode),
  },
  Receipt: {
    number: ({ number }) => `R-${number}`,
    total: ({ amountMinor: grossMinor, taxMinor, currency }) =>
      toTaxedMoney({ grossMinor, taxMinor, netMinor: grossMinor - taxMinor }, currency as CurrencyCode),
    paidWith: ({ methodToken }) => paymentMethodOf(methodToken).name,
  },
  Order: {
    receipt: async ({ id }, _args, context) => {
      const receipt = validate(id) ? await context.loaders.receiptsByOrder.load(id) : null;
      return receipt !== null && maySee(context, receipt.customerId) ? receipt : null;
    },
  },
};

/** A stranger's payment answers like one that does not exist. */
async function visiblePayment(context: Context, id: string): Promise<PaymentRecord | null> {
  const payment = validate(id) ? await context.loaders.payments.load(id) : null;
  return payment !== null && maySee(context, payment.customerId) ? payment : null;
}

function maySee({ viewer }: Context, customerId: string): boolean {
  return viewer !== null && (viewer.role === 'STAFF' || ownerIds(viewer).includes(customerId));
}
