import { ProviderUnavailable } from '../../provider/door.ts';
import type { Pursued } from '../repository/records.ts';
import { nextCall, type ProviderCall } from '../rules/next-call.ts';
import type { Settled } from '../rules/settle.ts';
import { askProvider } from './ask-provider.ts';
import type { Dependencies } from './dependencies.ts';
import type { Told } from './record-facts.ts';

/** More calls than any path to a goal takes. */
const maxCalls = 6;

/** What pursuing a payment needs. */
export interface PursueDependencies extends Pick<Dependencies, 'provider' | 'logger'> {
  /** Records what was told of a payment, and gives what it has become; undefined where nothing has changed. */
  readonly record: (told: Told) => Promise<Settled | undefined>;
}

/**
 * Brings a payment nearer to its goal, call by call, until it is there or has to wait. Any number of processes may
 * pursue one payment at once, and one that dies is followed by another: a call is made with the same idempotency
 * key at every attempt, and its answer is applied under the payment's lock.
 */
export async function pursuePayment(dependencies: PursueDependencies, payment: Pursued): Promise<void> {
  let pursued = payment;
  for (let calls = 0; calls < maxCalls; calls += 1) {
    const made = nextCall(pursued);
    if (made === null) return;
    const news = await ask(dependencies, pursued, made);
    const settled = await dependencies.record({ paymentId: payment.id, made, news });
    if (settled?.goOn !== true) return;
    pursued = settled.payment;
  }
}

/** What a call tells; that its outcome is unknown, when nothing else. */
async function ask(
  { provider, logger }: PursueDependencies,
  payment: Pursued,
  call: ProviderCall,
): Promise<Told['news']> {
  try {
    if (call !== 'identify') return await askProvider(provider, payment, { call });
    return { type: 'identified', fingerprint: await provider.fingerprintOf(payment.methodToken) };
  } catch (error) {
    if (!(error instanceof ProviderUnavailable)) throw error;
    logger.warn({ paymentId: payment.id, call, reason: error.message }, 'the provider did not answer');
    return { type: 'unanswered' };
  }
}
