import { paymentAuthorize, paymentCancel, paymentCapture } from '@cartwright/events';
import { gather } from '@cartwright/database';
import type { Pursued } from '../repository/records.ts';
import type { ProviderCall } from '../rules/next-call.ts';
import { retryOf } from '../rules/schedule.ts';
import type { Dependencies } from './dependencies.ts';
import { pursuePayment } from './pursue-payment.ts';
import { recordFacts } from './record-facts.ts';

/** How many payments are recorded in one transaction at most. */
const batchSize = 64;

/** The commands that are carried out by calls of the provider. */
const commandFor: Partial<Record<ProviderCall, string>> = {
  authorize: paymentAuthorize.type,
  capture: paymentCapture.type,
  void: paymentCancel.type,
  refund: paymentCancel.type,
};

/** The payments that a process pursues. */
export interface Pursuits {
  /** Pursues a payment. @throws when what was learnt of it could not be stored: the sweeper takes it up again soon */
  readonly pursue: (payment: Pursued) => Promise<void>;
  /** Pursues payments beside everything else; one whose pursuit fails is taken up again by the sweeper. */
  readonly start: (payments: readonly Pursued[]) => void;
  /** Resolves when nothing that was started is under way. */
  readonly settled: () => Promise<void>;
}

/**
 * Pursues payments, each by itself, so that one whose provider hangs delays no other; what is learnt of them is recorded
 * together: all that comes while one transaction is under way makes up the next.
 */
export function createPursuits(dependencies: Dependencies): Pursuits {
  const { provider, logger, transact, queue, now } = dependencies;
  const record = gather({
    limit: batchSize,
    soon: queueMicrotask,
    keyOf: ({ paymentId }: Parameters<typeof recordFacts>[1][number]) => paymentId,
    run: (told) =>
      transact((tx, send) => recordFacts(dependencies, told, { tx, send }), {
        effectsOf: told.flatMap(({ made }) => (made === null ? [] : (commandFor[made] ?? []))),
      }),
  });
  const pursue = async (payment: Pursued): Promise<void> => {
    try {
      await pursuePayment({ provider, logger, record }, payment);
    } catch (error) {
      await giveBack({ queue, now }, payment.id).catch((err: unknown) =>
        logger.warn({ err, paymentId: payment.id }, 'a payment is pursued again when its lease has ended'),
      );
      throw error;
    }
  };
  const inHand = new Set<Promise<void>>();
  const begin = (payment: Pursued): void => {
    const pursuing = pursue(payment)
      .catch((err: unknown) =>
        logger.warn({ err, paymentId: payment.id }, 'a payment could not be pursued at once'),
      )
      .finally(() => inHand.delete(pursuing));
    inHand.add(pursuing);
  };
  return {
    pursue,
    start: (payments) => payments.forEach(begin),
    settled: async () => {
      while (inHand.size > 0) await Promise.all(inHand);
    },
  };
}

/** Has a payment whose pursuit failed due before its lease ends, whoever may have leased it since: it is taken up again as soon as one that the provider did not answer. */
async function giveBack(
  { queue, now }: Pick<Dependencies, 'queue' | 'now'>,
  paymentId: string,
): Promise<void> {
  const [payment] = await queue.findPayments([paymentId]);
  if (payment !== undefined) await queue.hasten(paymentId, retryOf(payment, now()));
}
