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
  productChanged,
  stockChanged,
  variantChanged,
  type MessageContract,
} from '@cartwright/events';
import { onMessage, type MessageHandler } from '@cartwright/messaging';
import { startTestDomain, waitFor, type TestNats, type TestSender } from '@cartwright/testing';

/** A message that came from products. */
export interface Seen {
  readonly type: string;
  readonly key: string;
  readonly data: unknown;
}

/** Orders, as far as it talks to products, and what all other domains hear. */
export interface OrdersPeer extends TestSender {
  /** Every message of products, in the order in which they came. */
  readonly seen: readonly Seen[];
  readonly sendAll: <Data>(contract: MessageContract<Data>, data: readonly Data[]) => Promise<void>;
  /** Waits until such a message about a key has come, and returns its data. */
  readonly heard: <Data>(contract: MessageContract<Data>, key: string) => Promise<Data>;
}

/** Stands in for orders, and hears what the other domains hear. */
export async function startOrdersPeer(nats: TestNats): Promise<OrdersPeer> {
  const seen: Seen[] = [];
  const { send, [Symbol.asyncDispose]: dispose } = await startTestDomain(nats, 'orders', {
    publishes: [inventoryReserve, inventoryCommit, inventoryRelease],
    consumes: heardFromProducts(seen),
    login: 'admin', // orders' own login may not read all of it
  });
  const sendAll: OrdersPeer['sendAll'] = (contract, data) =>
    send(...data.map((one) => message(contract, one)));
  return {
    seen,
    sendAll,
    send: (contract, data) => sendAll(contract, [data]),
    heard: <Data>({ type }: MessageContract<Data>, key: string) =>
      waitFor(
        () => seen.find((candidate) => candidate.type === type && candidate.key === key)?.data as Data,
        { describe: () => ({ waitingFor: type, key, seen }) },
      ) as Promise<Data>,
    [Symbol.asyncDispose]: dispose,
  };
}

function heardFromProducts(seen: Seen[]): MessageHandler[] {
  const listenTo = <Data>(contract: MessageContract<Data>): MessageHandler =>
    onMessage(contract, ({ type, key, data }) => {
      seen.push({ type, key, data });
      return Promise.resolve([]);
    });
  return [
    listenTo(inventoryReserved),
    listenTo(inventoryReservationRefused),
    listenTo(inventoryCommitted),
    listenTo(inventoryCommitRefused),
    listenTo(inventoryReleased),
    listenTo(inventoryReservationExpired),
    listenTo(stockChanged),
    listenTo(variantChanged),
    listenTo(productChanged),
  ];
}
