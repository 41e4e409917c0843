import { cancelled } from '../domain/payment-messages.ts';
import { requestCancel } from '../domain/request-cancel.ts';
import { leaseMs } from '../domain/schedule.ts';
import type { Dependencies } from './dependencies.ts';

/** A payment that is to be undone. */
export interface CancelCommand {
  readonly paymentId: string;
  readonly orderId: string;
}

/** Makes it a payment's goal to be undone; one that never came leaves a tombstone, so that it never will. */
export function cancelPayment({ repository, transact, now }: Dependencies) {
  const { payments } = repository;
  return ({ paymentId, orderId }: CancelCommand): Promise<void> =>
    transact(async (tx, send) => {
      await payments.holdId(tx, paymentId);
      const found = await payments.lock(tx, paymentId);
      if (found === null) {
        await repository.leaveTombstone(tx, paymentId, orderId);
        send(cancelled({ id: paymentId, orderId }, 'nothing-to-undo'));
        return;
      }
      const { payment, messages } = requestCancel(found);
      for (const outgoing of messages) send(outgoing);
      if (payment === found) return;
      await payments.save(tx, payment, { attempts: 0, nextAttemptAt: new Date(now().getTime() + leaseMs) });
    });
}
