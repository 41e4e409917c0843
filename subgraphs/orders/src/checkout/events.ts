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
import { onBatch, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import type { Fact } from './rules/fact.ts';
import { advanceCheckouts, type AdvanceDependencies } from './use-cases/advance-checkouts.ts';

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

/** The answers of products and payments; each takes the orders that it is about through a fact, up to 64 in one transaction. */
export function consumes(dependencies: AdvanceDependencies): MessageHandler<Transaction<Tables>>[] {
  const on = <Data extends { readonly orderId: string }>(
    contract: MessageContract<Data>,
    factOf: (data: Data) => Fact,
  ): MessageHandler<Transaction<Tables>> =>
    onBatch(contract, batchSize, (received, tx: Transaction<Tables>) => {
      const facts = received.map(({ data }) => ({ orderId: data.orderId, fact: factOf(data) }));
      return advanceCheckouts(dependencies, tx, facts);
    });
  return [
    on(inventoryReserved, ({ expiresAt }) => ({ type: 'stock-reserved', expiresAt: new Date(expiresAt) })),
    on(inventoryReservationRefused, () => ({ type: 'stock-refused' })),
    on(inventoryCommitted, () => ({ type: 'stock-committed' })),
    on(inventoryCommitRefused, () => ({ type: 'stock-commit-refused' })),
    on(inventoryReleased, () => ({ type: 'stock-released' })),
    on(inventoryReservationExpired, () => ({ type: 'reservation-expired' })),
    on(paymentAuthorized, ({ paymentId }) => ({ type: 'payment-authorized', paymentId })),
    on(paymentReviewRequired, ({ paymentId, reasons, authorizedUntil }) => ({
      type: 'payment-review-required',
      paymentId,
      reasons,
      authorizedUntil: authorizedUntil === null ? null : new Date(authorizedUntil),
    })),
    on(paymentDeclined, ({ paymentId, reason, retry }) => ({
      type: 'payment-declined',
      paymentId,
      reason,
      isFinal: retry === 'NONE',
    })),
    on(paymentActionRequired, ({ paymentId }) => ({ type: 'payment-action-required', paymentId })),
    on(paymentCaptured, ({ paymentId }) => ({ type: 'payment-captured', paymentId })),
    on(paymentCaptureFailed, ({ paymentId, reason }) => ({
      type: 'payment-capture-failed',
      paymentId,
      reason,
    })),
    on(paymentCancelled, ({ paymentId, outcome }) => ({ type: 'payment-cancelled', paymentId, outcome })),
  ];
}
