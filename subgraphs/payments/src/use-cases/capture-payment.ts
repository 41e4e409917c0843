import { Park } from '@cartwright/messaging';
import { captureFailed } from '../domain/payment-messages.ts';
import { requestCapture } from '../domain/request-capture.ts';
import { leaseMs } from '../domain/schedule.ts';
import type { Dependencies } from './dependencies.ts';

/** A payment that is to be taken. */
export interface CaptureCommand {
  readonly paymentId: string;
  readonly orderId: string;
  readonly amountMinor: number;
}

/** Makes it a payment's goal to be captured. @throws Park for another amount than was authorised */
export function capturePayment({ repository, transact, now }: Dependencies) {
  const { payments } = repository;
  return ({ paymentId, orderId, amountMinor }: CaptureCommand): Promise<void> =>
    transact(async (tx, send) => {
      const found = await payments.lock(tx, paymentId);
      if (found === null) {
        const failure = { code: 'unknown_payment', reason: 'There is no such payment.' };
        send(captureFailed({ id: paymentId, orderId }, failure));
        return;
      }
      if (found.amountMinor !== amountMinor) throw new Park('Only the whole amount can be captured');
      const { payment, messages } = requestCapture(found);
      for (const outgoing of messages) send(outgoing);
      if (payment === found) return;
      await payments.save(tx, payment, { attempts: 0, nextAttemptAt: new Date(now().getTime() + leaseMs) });
    });
}
