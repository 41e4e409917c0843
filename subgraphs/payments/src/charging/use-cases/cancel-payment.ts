import { cancelled } from '../rules/payment-messages.ts';
import { requestCancel } from '../rules/request-cancel.ts';
import { leaseEnd } from '../rules/schedule.ts';
import type { Dependencies } from './dependencies.ts';

/** A payment that is to be voided or refunded. */
export interface CancelCommand {
  readonly paymentId: string;
  readonly orderId: string;
}

/** Makes it a payment's goal to be voided or refunded; a tombstone keeps one that has not begun from ever beginning. */
export function cancelPayment(
  { transact, paymentsWithin, now }: Dependencies,
  { paymentId, orderId }: CancelCommand,
): Promise<void> {
  return transact(async (tx, send) => {
    const payments = paymentsWithin(tx);
    await payments.lockId(paymentId);
    const found = await payments.lockPayment(paymentId);
    if (found === undefined) {
      await payments.leaveTombstone({ paymentId, orderId });
      send(cancelled({ id: paymentId, orderId }, 'nothing-to-undo'));
      return;
    }
    const { payment, messages } = requestCancel(found);
    for (const outgoing of messages) send(outgoing);
    if (payment !== found)
      await payments.savePayment(payment, { attempts: 0, nextAttemptAt: leaseEnd(now()) });
  });
}
