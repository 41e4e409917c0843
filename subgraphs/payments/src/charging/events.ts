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
  type MessageContract,
} from '@cartwright/events';
import { onEffect, onMessage, type MessageHandler } from '@cartwright/messaging';
import type { Tables } from '../generated/tables.ts';
import { authorizePayment } from './use-cases/authorize-payment.ts';
import { cancelPayment } from './use-cases/cancel-payment.ts';
import { capturePayment } from './use-cases/capture-payment.ts';
import type { Dependencies } from './use-cases/dependencies.ts';
import { tryToPursue } from './use-cases/pursue-payment.ts';

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

/** The messages that charging takes. */
export const consumes = (dependencies: Dependencies): Handler[] => [
  onCommand(paymentAuthorize, dependencies, authorizePayment),
  onCommand(paymentCapture, dependencies, capturePayment),
  onCommand(paymentCancel, dependencies, cancelPayment),
  onMessage(guestClaimed, ({ data }, tx) => noReplies(dependencies.paymentsWithin(tx).claimGuest(data))),
];

/** The messages that say whose a payment is. */
export const consumesClaims = (
  claimOrder: (tx: Transaction<Tables>, claim: DataOf<typeof orderClaimed>) => Promise<void>,
): Handler[] => [
  onMessage(orderClaimed, ({ data }, tx: Transaction<Tables>) => noReplies(claimOrder(tx, data))),
];

/** Carries out a command and pursues its payment; the transaction that learns the outcome sends the answer. */
function onCommand<Command extends { readonly paymentId: string }>(
  contract: MessageContract<Command>,
  dependencies: Dependencies,
  carryOut: (dependencies: Dependencies, command: Command) => Promise<void>,
): Handler {
  return onEffect(contract, async ({ data }) => {
    await carryOut(dependencies, data);
    await tryToPursue(dependencies, data.paymentId);
    return () => noReplies();
  });
}

async function noReplies(work?: Promise<void>): Promise<[]> {
  await work;
  return [];
}
