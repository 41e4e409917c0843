import type { Transaction } from '@cartwright/database';
import {
  inventoryCommit,
  inventoryCommitRefused,
  inventoryCommitted,
  inventoryRelease,
  inventoryReleased,
  inventoryReservationExpired,
  inventoryReservationRefused,
  inventoryReserve,
  inventoryReserved,
  orderCancelled,
  orderConfirmed,
  orderInReview,
  orderStatusChanged,
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
  type MessageContract,
} from '@cartwright/events';
import { onBatchOf, type MessageHandler, type Received } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import type { Fact } from './rules/fact.ts';
import { advanceCheckouts, lockingFor, type AdvanceDependencies } from './use-cases/advance-checkouts.ts';
import type { LearnedFact } from './use-cases/checkout-batch.ts';

/** The commands of the saga, and what it announces. */
export const publishes = [
  orderInReview,
  orderConfirmed,
  orderCancelled,
  orderStatusChanged,
  inventoryReserve,
  inventoryCommit,
  inventoryRelease,
  paymentAuthorize,
  paymentCapture,
  paymentCancel,
];

const batchSize = 64;

/** The answers of products, and those of payments; each takes the orders that it is about through a fact, up to 64 in one transaction. */
export function consumes(dependencies: AdvanceDependencies): MessageHandler<Transaction<Tables>>[] {
  return [ofProducts, ofPayments].flatMap((answers) => {
    const learn = new Map(answers.map(({ contract, learned }) => [contract.type, learned]));
    const contracts = answers.map(({ contract }) => contract);
    const factsOf = (received: readonly Received[]): LearnedFact[] =>
      received.flatMap(({ type, data }) => learn.get(type)?.(data) ?? []);
    return onBatchOf(
      contracts,
      batchSize,
      (received, tx: Transaction<Tables>) => advanceCheckouts(dependencies, tx, factsOf(received)),
      { beginsWith: (received, tx) => lockingFor(dependencies, tx, factsOf(received)) },
    );
  });
}

/** An answer, and what is learned from it. */
interface Answer {
  readonly contract: MessageContract;
  readonly learned: (data: unknown) => LearnedFact;
}

/** Whoever parsed the data by the contract gives them to `learned`: the batch mixes contracts, and the types cannot say so. */
function answer<Data extends { readonly orderId: string }>(
  contract: MessageContract<Data>,
  factOf: (data: Data) => Fact,
): Answer {
  const learned = (data: Data): LearnedFact => ({ orderId: data.orderId, fact: factOf(data) });
  return { contract: contract as MessageContract, learned: learned as Answer['learned'] };
}

const ofProducts = [
  answer(inventoryReserved, ({ expiresAt }) => ({ type: 'stock-reserved', expiresAt: new Date(expiresAt) })),
  answer(inventoryReservationRefused, ({ reason }) => ({
    type: 'stock-refused',
    ...(reason !== undefined && { reason }),
  })),
  answer(inventoryCommitted, () => ({ type: 'stock-committed' })),
  answer(inventoryCommitRefused, () => ({ type: 'stock-commit-refused' })),
  answer(inventoryReleased, () => ({ type: 'stock-released' })),
  answer(inventoryReservationExpired, () => ({ type: 'reservation-expired' })),
];

const ofPayments = [
  answer(paymentAuthorized, ({ paymentId }) => ({ type: 'payment-authorized', paymentId })),
  answer(paymentReviewRequired, ({ paymentId, reasons, authorizedUntil }) => ({
    type: 'payment-review-required',
    paymentId,
    reasons,
    authorizedUntil: authorizedUntil === null ? null : new Date(authorizedUntil),
  })),
  answer(paymentDeclined, ({ paymentId, reason, retry }) => ({
    type: 'payment-declined',
    paymentId,
    reason,
    isFinal: retry === 'NONE',
  })),
  answer(paymentActionRequired, ({ paymentId }) => ({ type: 'payment-action-required', paymentId })),
  answer(paymentCaptured, ({ paymentId }) => ({ type: 'payment-captured', paymentId })),
  answer(paymentCaptureFailed, ({ paymentId, reason }) => ({
    type: 'payment-capture-failed',
    paymentId,
    reason,
  })),
  answer(paymentCancelled, ({ paymentId, outcome }) => ({ type: 'payment-cancelled', paymentId, outcome })),
];
