import type { Transaction } from '@cartwright/database';
import {
  guestClaimed,
  orderClaimed,
  paymentActionRequired,
  paymentAuthorize,
  paymentAuthorized,
  paymentCancel,
  paymentCancelled,
  paymentCapture,
  paymentCaptured,
  paymentCaptureFailed,
  paymentDeclined,
  paymentReviewRequired,
  type DataOf,
} from '@cartwright/events';
import {
  onBatch,
  onEffectBatch,
  onMessage,
  onPreparedBatch,
  type HandleBatch,
  type MessageHandler,
} from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { captureEarly, identifyEarly } from './use-cases/ask-early.ts';
import { authorizePayments, idsToLock, type CommandsDone } from './use-cases/authorize-payments.ts';
import { cancelPayments } from './use-cases/cancel-payments.ts';
import { capturePayments } from './use-cases/capture-payments.ts';
import type { Dependencies } from './use-cases/dependencies.ts';
import type { Pursuits } from './use-cases/pursuits.ts';

type Handler = MessageHandler<Transaction<Tables>>;

/** The messages that charging sends. */
export const publishes = [
  paymentAuthorized,
  paymentReviewRequired,
  paymentDeclined,
  paymentActionRequired,
  paymentCaptured,
  paymentCaptureFailed,
  paymentCancelled,
];

/** How many commands one transaction takes. */
const batchSize = 64;

/**
 * The messages that charging takes. A command is done when it is stored what the payment is to become, and the payment
 * pursued from then on; the transaction that learns the outcome sends the answer.
 */
export const consumes = (dependencies: Dependencies, pursuits: Pick<Pursuits, 'start'>): Handler[] => [
  onPreparedBatch(
    paymentAuthorize,
    batchSize,
    async (received) => {
      const tokens = received.map(({ data }) => data.paymentMethodToken);
      const fingerprints = await identifyEarly(dependencies, tokens);
      return whilePursuing(pursuits, (commands: readonly DataOf<typeof paymentAuthorize>[], tx) =>
        authorizePayments(dependencies, { commands, fingerprints }, tx),
      );
    },
    {
      beginsWith: (received, tx) =>
        dependencies.paymentsWithin(tx).lockingIds(idsToLock(received.map(({ data }) => data))),
    },
  ),
  onEffectBatch(
    paymentCapture,
    batchSize,
    async (received) => {
      const answers = await captureEarly(
        dependencies,
        received.map(({ data }) => data),
      );
      return whilePursuing(pursuits, (commands: readonly DataOf<typeof paymentCapture>[], tx) =>
        capturePayments(dependencies, { commands, answers }, tx),
      );
    },
    {
      beginsWith: (received, tx) =>
        dependencies.paymentsWithin(tx).lockingPayments(received.map(({ data }) => data.paymentId)),
    },
  ),
  onBatch(
    paymentCancel,
    batchSize,
    whilePursuing(pursuits, (commands: readonly DataOf<typeof paymentCancel>[], tx) =>
      cancelPayments(dependencies, commands, tx),
    ),
  ),
  onMessage(guestClaimed, ({ data }, tx) => noReplies(dependencies.paymentsWithin(tx).claimGuest(data))),
];

/** The messages that say whose a payment is. */
export const consumesClaims = (
  claimOrder: (tx: Transaction<Tables>, claim: DataOf<typeof orderClaimed>) => Promise<void>,
): Handler[] => [
  onMessage(orderClaimed, ({ data }, tx: Transaction<Tables>) => noReplies(claimOrder(tx, data))),
];

/** Carries out commands, and pursues their payments once that is committed. */
function whilePursuing<Command>(
  pursuits: Pick<Pursuits, 'start'>,
  carryOut: (commands: readonly Command[], tx: Transaction<Tables>) => Promise<CommandsDone>,
): HandleBatch<Command, Transaction<Tables>> {
  return async (received, tx, afterCommit) => {
    const { replies, toPursue } = await carryOut(
      received.map(({ data }) => data),
      tx,
    );
    afterCommit(() => {
      pursuits.start(toPursue);
    });
    return replies;
  };
}

async function noReplies(work?: Promise<void>): Promise<[]> {
  await work;
  return [];
}
