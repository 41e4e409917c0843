import {
  type BuyerSignals,
  type ReceiptPrice,
  message,
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
  type OutgoingMessage,
} from '@cartwright/events';
import { onMessage, type Received } from '@cartwright/messaging';
import { startTestDomain, waitFor, type PoolTransaction, type TestNats } from '@cartwright/testing';

/** What stands in for orders: it sends, and keeps what payments says. */
export interface OrdersPeer extends AsyncDisposable {
  send(...messages: readonly OutgoingMessage[]): Promise<void>;
  /** What payments said of a payment so far: names and data, in order. */
  heard(paymentId: string): { name: string; data: unknown }[];
  /** Waits until payments said this of a payment. */
  hear(paymentId: string, name: string, timeoutMs?: number): Promise<Record<string, unknown>>;
}

const answers = [
  paymentAuthorized,
  paymentReviewRequired,
  paymentDeclined,
  paymentActionRequired,
  paymentCaptured,
  paymentCaptureFailed,
  paymentCancelled,
] as readonly MessageContract[];

/** Orders, as far as payments knows it. */
export async function startOrdersPeer(nats: TestNats): Promise<OrdersPeer> {
  const received: Received[] = [];
  const keep = (contract: MessageContract) =>
    onMessage<unknown, PoolTransaction>(contract, (one) => {
      received.push(one);
      return Promise.resolve([]);
    });
  const { send, [Symbol.asyncDispose]: dispose } = await startTestDomain(nats, 'orders', {
    publishes: [paymentAuthorize, paymentCapture, paymentCancel],
    consumes: answers.map(keep),
  });
  const heard = (paymentId: string) =>
    received
      .filter(({ businessId }) => businessId === paymentId)
      .map(({ type, data }) => ({ name: nameOf(type), data }));
  return {
    send,
    heard,
    hear: async (paymentId, name, timeoutMs = 30_000) => {
      const find = () => heard(paymentId).find((one) => one.name === name);
      const describe = () => ({ awaited: name, heard: heard(paymentId) });
      const { data } = await waitFor(find, { timeoutMs, describe });
      return data as Record<string, unknown>;
    },
    [Symbol.asyncDispose]: dispose,
  };
}

/** `payments.capture-failed.v1` is `capture-failed`. */
function nameOf(type: string): string {
  return type.split('.')[1] ?? type;
}

/** A payment as orders names it in its commands. */
export interface Purchase {
  readonly paymentId: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly amountMinor: number;
}

/** The command to authorise a purchase. */
export function authorizeCommand(
  purchase: Purchase,
  paymentMethodToken: string,
  more: {
    readonly returnUrl?: string;
    readonly payUntil?: string;
    readonly signals?: BuyerSignals;
    readonly price?: ReceiptPrice;
  } = {},
): OutgoingMessage {
  return message(paymentAuthorize, {
    ...purchase,
    orderNumber: 'CW-1',
    email: 'shopper@example.com',
    taxMinor: 100,
    currency: 'EUR',
    paymentMethodToken,
    returnUrl: null,
    payUntil: null,
    signals: null,
    price: null,
    ...more,
  });
}

/** The command to capture a purchase. */
export function captureCommand(
  { paymentId, orderId, amountMinor }: Purchase,
  { isReviewed = false } = {},
): OutgoingMessage {
  return message(paymentCapture, { paymentId, orderId, amountMinor, isReviewed });
}

/** The command to undo a purchase. */
export function cancelCommand({ paymentId, orderId }: Purchase): OutgoingMessage {
  return message(paymentCancel, { paymentId, orderId, reason: 'a test' });
}
