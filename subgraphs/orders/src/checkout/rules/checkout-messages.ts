import {
  inventoryCommit,
  inventoryRelease,
  inventoryReserve,
  message,
  orderCancelled,
  orderConfirmed,
  orderDetailsOf,
  orderInReview,
  orderStatusChanged,
  paymentAuthorize,
  paymentCancel,
  paymentCapture,
  type BundlePartSnapshot,
  type OutgoingMessage,
  type ReceiptPrice,
} from '@cartwright/events';
import { mailboxOf } from '@cartwright/input';
import { v5 as uuidv5 } from 'uuid';
import type { OrderWithLines } from '../../order/door.ts';
import { orderSnapshot } from '../../order/door.ts';
import type { Command } from './command.ts';
import type { CheckoutPolicy } from './policy.ts';
import type { Advance } from './progress.ts';

/** What ids that stand for the addresses of guests are made in (RFC 9562, section 5.5). */
const guestBuyers = '6f0c8e2a-6c55-4c3e-9d0b-2f8a1d7b5e34';

/** What is sent for one advance of an order: one message per new entry of the timeline, then the commands. */
export function checkoutMessages(
  order: OrderWithLines,
  { send, timeline }: Pick<Advance, 'send' | 'timeline'>,
  policy: CheckoutPolicy,
): OutgoingMessage[] {
  const { id: orderId, customerId } = order;
  return [
    ...timeline.map(({ version, status }) =>
      message(orderStatusChanged, { orderId, customerId, version, status }),
    ),
    ...send.map((command) => commandMessage(order, command, policy)),
  ];
}

function commandMessage(order: OrderWithLines, command: Command, policy: CheckoutPolicy): OutgoingMessage {
  const { id: orderId } = order;
  switch (command.type) {
    case 'reserve-stock':
      return reserveMessage(order, policy);
    case 'authorize-payment':
      return authorizeMessage(order);
    case 'commit-stock':
      return message(inventoryCommit, { orderId });
    case 'capture-payment':
      return captureMessage(order);
    case 'release-stock':
      return message(inventoryRelease, { orderId, reason: command.reason });
    case 'cancel-payment':
      return message(paymentCancel, { orderId, paymentId: command.paymentId, reason: command.reason });
    case 'announce-in-review':
      return inReviewMessage(order);
    case 'announce-confirmed':
      return confirmedMessage(order);
    case 'announce-cancelled':
      return cancelledMessage(order);
  }
}

function reserveMessage(order: OrderWithLines, { reservationMs }: CheckoutPolicy): OutgoingMessage {
  const { currency } = order;
  return message(inventoryReserve, {
    orderId: order.id,
    lines: order.lines.map(({ variantId, quantity, unitPriceMinor, basePriceMinor, bundleParts }) => ({
      ...{ variantId, quantity, unitPriceMinor, basePriceMinor },
      ...(bundleParts === null ? {} : { parts: bundleParts.map(shareOf) }),
    })),
    expiresAt: new Date(order.placedAt.getTime() + reservationMs).toISOString(),
    currency,
    buyer: buyerOf(order),
  });
}

function shareOf({ variantId, quantity }: BundlePartSnapshot) {
  return { variantId, quantity };
}

/** The same for all orders of an account, and for all of one mailbox that were placed without one. */
function buyerOf({ customerId, guestId, email }: OrderWithLines): string {
  return guestId === null ? customerId : uuidv5(mailboxOf(email.trim().toLowerCase()), guestBuyers);
}

function authorizeMessage(order: OrderWithLines): OutgoingMessage {
  return message(paymentAuthorize, {
    orderId: order.id,
    paymentId: order.paymentId,
    orderNumber: order.number,
    customerId: order.customerId,
    email: order.email,
    amountMinor: order.totalMinor,
    taxMinor: order.taxMinor,
    currency: order.currency,
    paymentMethodToken: order.paymentMethodToken,
    returnUrl: order.returnUrl,
    payUntil: order.payUntil?.toISOString() ?? null,
    signals: order.signals,
    price: receiptPriceOf(order),
  });
}

/** What the amount is made of; null of an order from before that was kept, which payments would know no more of. */
function receiptPriceOf(order: OrderWithLines): ReceiptPrice | null {
  const { priceDetails, subtotalMinor, discountMinor, shippingMinor } = order;
  return priceDetails && { ...priceDetails, subtotalMinor, discountMinor, shippingMinor };
}

function captureMessage({
  id: orderId,
  paymentId,
  totalMinor,
  reviewState,
}: OrderWithLines): OutgoingMessage {
  const isReviewed = reviewState === 'APPROVED';
  return message(paymentCapture, { orderId, paymentId, amountMinor: totalMinor, isReviewed });
}

function inReviewMessage({
  id: orderId,
  customerId,
  number,
  email,
  locale,
}: OrderWithLines): OutgoingMessage {
  return message(orderInReview, { orderId, customerId, number, email, locale });
}

function confirmedMessage(order: OrderWithLines): OutgoingMessage {
  const confirmedAt = (order.confirmedAt ?? order.updatedAt).toISOString();
  return message(orderConfirmed, { ...orderSnapshot(order), confirmedAt, ...orderDetailsOf(order) });
}

function cancelledMessage(order: OrderWithLines): OutgoingMessage {
  return message(orderCancelled, {
    ...orderSnapshot(order),
    cancelledAt: (order.cancelledAt ?? order.updatedAt).toISOString(),
    reasonCode: order.cancellationReason ?? '',
    reason: order.cancellationMessage ?? '',
    payment: moneyAfter(order),
  });
}

/** What became of the money of an order that is cancelled. */
function moneyAfter({ payment }: OrderWithLines): 'none' | 'voided' | 'refunded' {
  return payment === 'refunded' || payment === 'voided' ? payment : 'none';
}
