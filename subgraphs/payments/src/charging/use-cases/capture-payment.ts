import { Park } from '@cartwright/messaging';
import { captureFailed } from '../rules/payment-messages.ts';
import { requestCapture } from '../rules/request-capture.ts';
import { leaseEnd } from '../rules/schedule.ts';
import type { Dependencies } from './dependencies.ts';

/** A payment that is to be captured. */
export interface CaptureCommand {
  readonly paymentId: string;
  readonly orderId: string;
  readonly amountMinor: number;
  /** Whether staff have approved it. */
  readonly isReviewed: boolean;
}

const unknownPayment = {
  code: 'unknown_payment',
  reason: 'There is no such payment.',
  retry: 'NONE',
} as const;

/** Makes it a payment's goal to be captured. @throws Park for another amount than was authorised */
export function capturePayment(
  { transact, paymentsWithin, now }: Dependencies,
  { paymentId, orderId, amountMinor, isReviewed }: CaptureCommand,
): Promise<void> {
  return transact(async (tx, send) => {
    const payments = paymentsWithin(tx);
    const found = await payments.lockPayment(paymentId);
    if (found === undefined) {
      send(captureFailed({ id: paymentId, orderId }, unknownPayment));
      return;
    }
    if (found.amountMinor !== amountMinor) throw new Park('Only the whole amount can be captured');
    const { payment, messages } = requestCapture(found, isReviewed);
    for (const outgoing of messages) send(outgoing);
    if (payment !== found)
      await payments.savePayment(payment, { attempts: 0, nextAttemptAt: leaseEnd(now()) });
  });
}
