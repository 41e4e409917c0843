import { paymentCapture } from '@cartwright/events';
import { onEffect } from '@cartwright/messaging';
import type { Transaction } from '../repository/database.ts';
import type { UseCases } from '../use-cases/mod.ts';

/** Takes what was authorised; the answer is sent by the transaction that learns it. */
export function handlePaymentCapture({ capturePayment, tryToPursue }: UseCases) {
  return onEffect<Parameters<typeof paymentCapture.key>[0], Transaction>(paymentCapture, async ({ data }) => {
    await capturePayment(data);
    await tryToPursue(data.paymentId);
    return () => Promise.resolve([]);
  });
}
