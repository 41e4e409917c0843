import { isId, toMoney } from '@cartwright/graph';
import { requestedLanguage, translateMessage } from '@cartwright/languages';
import type { CurrencyCode, Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import { paymentMethodOf } from '../provider/door.ts';
import type { PaymentRecord } from './repository/records.ts';

/** Payments and what went back and forth with the provider. */
export const resolvers = {
  Query: {
    payment: (_root, { id }, context) => findPayment(context, id),
  },
  Payment: {
    __resolveReference: ({ id }, context) => findPayment(context, id),
    amount: ({ amountMinor, currency }) => toMoney(amountMinor, currency as CurrencyCode),
    method: ({ methodToken }) => paymentMethodOf(methodToken),
    nextAction: ({ redirectUrl, payUntil }) => (redirectUrl === null ? null : { redirectUrl, payUntil }),
    failure: ({ failure }) =>
      failure && { code: failure.code, message: failure.reason, retry: failure.retry },
    transactions: async ({ id, currency }, _arguments, { charging }) => {
      const transactions = await charging.loaders.transactions.load(id);
      return transactions.map((transaction) => ({ ...transaction, currency }));
    },
  },
  Order: {
    payment: async ({ id }, _arguments, context) => (await paymentsOf(context, id)).at(-1) ?? null,
    payments: ({ id }, _arguments, context) => paymentsOf(context, id),
  },
  PaymentFailure: {
    message: ({ message }, _arguments, { request }) =>
      translateMessage(message, requestedLanguage(request.headers)),
  },
  PaymentTransaction: {
    amount: ({ amountMinor, currency }) => toMoney(amountMinor, currency as CurrencyCode),
  },
} satisfies Resolvers;

async function paymentsOf({ charging }: Context, orderId: string): Promise<PaymentRecord[]> {
  return isId(orderId) ? charging.loaders.ofOrder.load(orderId) : [];
}

function findPayment({ charging }: Context, id: string): Promise<PaymentRecord | null> | null {
  return isId(id) ? charging.loaders.payments.load(id) : null;
}
