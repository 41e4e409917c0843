import { paymentAuthorize } from '@cartwright/events';
import { onEffect } from '@cartwright/messaging';
import type { Transaction } from '../repository/database.ts';
import type { UseCases } from '../use-cases/mod.ts';

/** Sets an order's total aside; the answer is sent by the transaction that learns it. */
export function handlePaymentAuthorize({ authorizePayment, tryToPursue }: UseCases) {
  return onEffect<Parameters<typeof paymentAuthorize.key>[0], Transaction>(
    paymentAuthorize,
    async ({ data: { paymentId, paymentMethodToken: methodToken, ...payment } }) => {
      await authorizePayment({ ...payment, id: paymentId, methodToken });
      await tryToPursue(paymentId);
      return () => Promise.resolve([]);
    },
  );
}
