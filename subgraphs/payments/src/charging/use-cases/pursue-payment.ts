import type { Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import { ProviderUnavailable } from '../../provider/door.ts';
import type { PaymentRecord } from '../repository/records.ts';
import type { Fact } from '../rules/apply-fact.ts';
import { nextCall, type ProviderCall } from '../rules/next-call.ts';
import { askProvider } from './ask-provider.ts';
import type { Dependencies } from './dependencies.ts';
import { judge } from './judge.ts';
import { postponePayment } from './postpone-payment.ts';
import { recordFact } from './record-fact.ts';

/** More calls than any path to a goal takes. */
const maxCalls = 6;

/**
 * Brings a payment nearer to its goal, call by call, until it is there or has to wait. Any number of processes may
 * pursue one payment at once, and one that dies is followed by another: a call is made with the same idempotency
 * key at every attempt, and its answer is applied under the payment's lock.
 */
export async function pursuePayment(dependencies: Dependencies, paymentId: string): Promise<void> {
  const { queue, transact } = dependencies;
  for (let calls = 0; calls < maxCalls; calls += 1) {
    const payment = await queue.findPayment(paymentId);
    const made = payment === undefined ? null : nextCall(payment);
    if (payment === undefined || made === null) return;
    const learn = await learning(dependencies, payment, made);
    if (learn === undefined) return;
    const goOn = await transact(async (tx, send) => {
      const fact = await learn(tx);
      return recordFact(dependencies, { paymentId, fact, made }, { tx, send });
    });
    if (!goOn) return;
  }
}

/** Pursues a payment now if that is possible; otherwise the sweeper does it later. */
export async function tryToPursue(dependencies: Dependencies, paymentId: string): Promise<void> {
  try {
    await pursuePayment(dependencies, paymentId);
  } catch (err) {
    dependencies.logger.warn({ err, paymentId }, 'a payment could not be pursued at once');
  }
}

/** What a call tells, to be learnt in a transaction; undefined when its outcome is unknown, and the call will be retried. */
async function learning(
  dependencies: Dependencies,
  payment: PaymentRecord,
  call: ProviderCall,
): Promise<((tx: Transaction<Tables>) => Promise<Fact>) | undefined> {
  const { provider } = dependencies;
  try {
    if (call === 'identify') {
      const fingerprint = await provider.fingerprintOf(payment.methodToken);
      return (tx) => judge(dependencies, { payment, fingerprint }, tx);
    }
    const fact = await askProvider(provider, payment, call);
    return () => Promise.resolve(fact);
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    await postponePayment(dependencies, { paymentId: payment.id, call, reason: error.message });
    return undefined;
  }
}
