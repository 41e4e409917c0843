import { ProviderUnavailable, type Fact } from '../../provider/door.ts';
import type { PaymentRecord } from '../repository/records.ts';
import { nextCall, type ProviderCall } from '../rules/next-call.ts';
import { askProvider } from './ask-provider.ts';
import type { Dependencies } from './dependencies.ts';
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
    const fact = await factOf(dependencies, payment, made);
    if (fact === undefined) return;
    const goOn = await transact((tx, send) =>
      recordFact(dependencies, { paymentId, fact, made }, { tx, send }),
    );
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

/** The outcome of a call; undefined when it is unknown, and the call will be retried. */
async function factOf(
  dependencies: Dependencies,
  payment: PaymentRecord,
  call: ProviderCall,
): Promise<Fact | undefined> {
  try {
    return await askProvider(dependencies.provider, payment, call);
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    await postponePayment(dependencies, { paymentId: payment.id, call, reason: error.message });
    return undefined;
  }
}
