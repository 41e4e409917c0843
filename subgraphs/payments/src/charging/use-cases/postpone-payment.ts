import { nextCall, type ProviderCall } from '../rules/next-call.ts';
import type { TransactionKind } from '../rules/payment.ts';
import { retryDelayMs } from '../rules/schedule.ts';
import type { Dependencies } from './dependencies.ts';

/** A call whose outcome is not known. */
export interface UnansweredCall {
  readonly paymentId: string;
  readonly call: ProviderCall;
  /** Why it is not known. */
  readonly reason: string;
}

const kindOf: Readonly<Record<Exclude<ProviderCall, 'lookup' | 'identify'>, TransactionKind>> = {
  authorize: 'AUTHORIZATION',
  capture: 'CAPTURE',
  void: 'VOID',
  refund: 'REFUND',
};

/** Schedules the retry of a call, with growing back-off, unless the payment needs another call by now. */
export function postponePayment(
  { transact, paymentsWithin, logger, now, newId }: Dependencies,
  { paymentId, call, reason }: UnansweredCall,
): Promise<void> {
  return transact(async (tx) => {
    const payments = paymentsWithin(tx);
    const payment = await payments.lockPayment(paymentId);
    if (payment === undefined || nextCall(payment) !== call) return;
    const { attempts, amountMinor } = payment;
    const delayMs = retryDelayMs(attempts);
    const nextAttemptAt = new Date(now().getTime() + delayMs);
    await payments.savePayment(payment, { attempts: attempts + 1, nextAttemptAt });
    if (call !== 'lookup' && call !== 'identify') {
      const pending = { id: newId(), paymentId, kind: kindOf[call], state: 'PENDING', amountMinor } as const;
      await payments.recordTransactions([pending]);
    }
    logger.warn({ paymentId, call, attempts, delayMs, reason }, 'the provider did not answer');
  });
}
