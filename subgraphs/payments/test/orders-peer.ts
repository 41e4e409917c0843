import {
  guestClaimed,
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
  type Domain,
  type MessageContract,
  type OutgoingMessage,
} from '@cartwright/events';
import { createMessaging, onMessage, type Received } from '@cartwright/messaging';
import { createLogger } from '@cartwright/process';
import {
  createTestDatabase,
  openPoolDatabase,
  waitFor,
  type PoolTransaction,
  type TestNats,
} from '@cartwright/testing';

/** What stands in for another domain: it sends, and keeps what payments says. */
export interface Peer extends AsyncDisposable {
  send(...messages: OutgoingMessage[]): Promise<void>;
  /** What payments said of a payment so far: names and data, in order. */
  heard(paymentId: string): { name: string; data: unknown }[];
  /** Waits until payments said this of a payment. */
  hear(paymentId: string, name: string, timeoutMs?: number): Promise<Record<string, unknown>>;
}

const answers = [
  paymentAuthorized,
  paymentDeclined,
  paymentActionRequired,
  paymentCaptured,
  paymentCaptureFailed,
  paymentCancelled,
] as readonly MessageContract[];

/** Orders, as far as payments knows it. */
export function startOrdersPeer(nats: TestNats): Promise<Peer> {
  return startPeer(nats, 'orders', [paymentAuthorize, paymentCapture, paymentCancel] as MessageContract[]);
}

/** Accounts, as far as payments knows it. */
export function startAccountsPeer(nats: TestNats): Promise<Peer> {
  return startPeer(nats, 'accounts', [guestClaimed] as MessageContract[]);
}

async function startPeer(nats: TestNats, domain: Domain, publishes: MessageContract[]): Promise<Peer> {
  const testDatabase = await createTestDatabase('messaging');
  const database = openPoolDatabase(testDatabase.url);
  const received: Received[] = [];
  const keep = (contract: MessageContract) =>
    onMessage<unknown, PoolTransaction>(contract, (one) => {
      received.push(one);
      return Promise.resolve([]);
    });
  const messaging = createMessaging<PoolTransaction>({
    domain,
    database,
    databaseUrl: testDatabase.url,
    natsUrl: nats.urlFor(domain),
    logger: createLogger({ name: domain, level: 'silent' }),
    publishes,
    consumes: domain === 'orders' ? answers.map(keep) : [],
  });
  await messaging.start();
  const heard = (paymentId: string) =>
    received
      .filter(({ businessId }) => businessId === paymentId)
      .map(({ type, data }) => ({ name: nameOf(type), data }));
  return {
    send: (...messages) =>
      messaging.transact((_tx, send) => {
        for (const outgoing of messages) send(outgoing);
        return Promise.resolve();
      }),
    heard,
    hear: async (paymentId, name, timeoutMs = 10_000) => {
      const find = () => heard(paymentId).find((one) => one.name === name);
      const describe = () => ({ awaited: name, heard: heard(paymentId) });
      const { data } = await waitFor(find, { timeoutMs, describe });
      return data as Record<string, unknown>;
    },
    [Symbol.asyncDispose]: async () => {
      await messaging.stop();
      await database[Symbol.asyncDispose]();
      await testDatabase.stop();
    },
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
export function authorizeCommand(purchase: Purchase, paymentMethodToken: string): OutgoingMessage {
  return message(paymentAuthorize, {
    ...purchase,
    orderNumber: 'CW-1',
    email: 'shopper@example.com',
    taxMinor: 100,
    currency: 'EUR',
    paymentMethodToken,
  });
}

/** The command to capture a purchase. */
export function captureCommand({ paymentId, orderId, amountMinor }: Purchase): OutgoingMessage {
  return message(paymentCapture, { paymentId, orderId, amountMinor });
}

/** The command to undo a purchase. */
export function cancelCommand({ paymentId, orderId }: Purchase): OutgoingMessage {
  return message(paymentCancel, { paymentId, orderId, reason: 'a test' });
}

/** The fact that a guest is a customer. */
export function guestClaimedEvent(guestId: string, customerId: string): OutgoingMessage {
  return message(guestClaimed, { guestId, customerId });
}
