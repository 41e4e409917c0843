import { paymentCancel } from '@cartwright/events';
import { onEffect } from '@cartwright/messaging';
import type { Transaction } from '../repository/database.ts';
import type { UseCases } from '../use-cases/mod.ts';

/** Undoes a payment, whatever became of it; the answer is sent once it is certain. */
export function handlePaymentCancel({ cancelPayment, tryToPursue }: UseCases) {
  return onEffect<Parameters<typeof paymentCancel.key>[0], Transaction>(paymentCancel, async ({ data }) => {
    await cancelPayment(data);
    await tryToPursue(data.paymentId);
    return () => Promise.resolve([]);
  });
}
