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
  message,
  stockChanged,
  type OutgoingMessage,
} from '@cartwright/events';
import { onBatch, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../tables.ts';
import type { StockChange, StockWithin } from './ports.ts';
import { commitReservations, type CommitOutcome } from './use-cases/commit-reservations.ts';
import { releaseReservations } from './use-cases/release-reservations.ts';
import { reserveStock, type ReserveOutcome } from './use-cases/reserve-stock.ts';

/** The messages that stock sends. */
export const publishes = [
  stockChanged,
  inventoryReserved,
  inventoryReservationRefused,
  inventoryCommitted,
  inventoryCommitRefused,
  inventoryReleased,
  inventoryReservationExpired,
];

/** How many commands one transaction takes: all buyers of one variant queue for one row. */
const batchSize = 64;

/** One handler for each command that orders sends: set stock aside, sell what is set aside, put it back. */
export const consumes = (within: StockWithin): MessageHandler<Transaction<Tables>>[] => [
  onBatch(
    inventoryReserve,
    batchSize,
    async (received, tx) => {
      const { outcomes, stockChanges } = await reserveStock(within(tx), received.map(dataOf));
      return withStockMessages(outcomes.map(reserveReply), stockChanges);
    },
    { claimsLast: true },
  ),
  onBatch(
    inventoryCommit,
    batchSize,
    async (received, tx) => {
      const { outcomes, stockChanges } = await commitReservations(within(tx), received.map(orderIdOf));
      return withStockMessages(outcomes.map(commitReply), stockChanges);
    },
    { beginsWith: (received, tx) => within(tx).lockingReservations(received.map(orderIdOf)) },
  ),
  onBatch(inventoryRelease, batchSize, async (received, tx) => {
    const orderIds = received.map(orderIdOf);
    const stockChanges = await releaseReservations(within(tx), orderIds);
    return withStockMessages(
      orderIds.map((orderId) => message(inventoryReleased, { orderId })),
      stockChanges,
    );
  }),
];

function reserveReply(outcome: ReserveOutcome): OutgoingMessage {
  const { orderId } = outcome;
  if (outcome.kind === 'reserved')
    return message(inventoryReserved, { orderId, expiresAt: outcome.expiresAt });
  if (outcome.kind === 'offer-refused') {
    const { reason, ...unavailable } = outcome.refusal;
    return message(inventoryReservationRefused, { orderId, unavailable: [unavailable], reason });
  }
  return message(inventoryReservationRefused, { orderId, unavailable: [...outcome.shortages] });
}

function commitReply(outcome: CommitOutcome): OutgoingMessage {
  const { orderId } = outcome;
  if (outcome.kind === 'committed') return message(inventoryCommitted, { orderId });
  return message(inventoryCommitRefused, { orderId, reason: outcome.reason });
}

/** Replies are aligned with the batch; changes of stock, which are about all of it, go with the first. */
function withStockMessages(
  replies: readonly OutgoingMessage[],
  changes: readonly StockChange[],
): OutgoingMessage[][] {
  const announcements = changes.map((change) => message(stockChanged, change));
  return replies.map((reply, index) => (index === 0 ? [reply, ...announcements] : [reply]));
}

function dataOf<Data>({ data }: { readonly data: Data }): Data {
  return data;
}

function orderIdOf({ data }: { readonly data: { readonly orderId: string } }): string {
  return data.orderId;
}
