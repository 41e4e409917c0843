import { nextCall, type ProviderCall } from '../domain/next-call.ts';
import type { PaymentRecord, TransactionKind } from '../domain/payment.ts';
import { retryDelayMs } from '../domain/schedule.ts';
import { ProviderUnavailable } from '../provider/payment-provider.ts';
import type { Dependencies } from './dependencies.ts';

const kindOf: Readonly<Record<Exclude<ProviderCall, 'lookup'>, TransactionKind>> = {
  authorize: 'AUTHORIZATION',
  capture: 'CAPTURE',
  void: 'VOID',
  refund: 'REFUND',
};

/**
 * Puts off a call whose outcome is not known, later and later, unless there is something else to do by now.
 * @throws the error itself when it is not ProviderUnavailable
 */
export function postponePayment({ repository, transact, logger, now, newId }: Dependencies) {
  const { payments } = repository;
  return async ({ id }: PaymentRecord, call: ProviderCall, error: unknown): Promise<null> => {
    if (!(error instanceof ProviderUnavailable)) throw error;
    await transact(async (tx) => {
      const payment = await payments.lock(tx, id);
      if (payment === null || nextCall(payment) !== call) return;
      const { attempts } = payment;
      const delayMs = retryDelayMs(attempts);
      const nextAttemptAt = new Date(now().getTime() + delayMs);
      await payments.save(tx, payment, { attempts: attempts + 1, nextAttemptAt });
      if (call !== 'lookup') {
        const pending = { id: newId(), kind: kindOf[call], state: 'PENDING' } as const;
        await payments.recordTransactions(tx, payment, [pending]);
      }
      const reason = error.message;
      logger.warn({ paymentId: id, call, attempts, delayMs, reason }, 'the provider did not answer');
    });
    return null;
  };
}
