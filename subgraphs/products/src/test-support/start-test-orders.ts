import {
  customerRegistered,
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
  variantChanged,
  type Domain,
  type MessageContract,
} from '@cartwright/events';
import { createMessaging, onMessage, type AnyContract, type MessageHandler } from '@cartwright/messaging';
import { createLogger } from '@cartwright/process';
import { createTestDatabase, openPoolDatabase, waitFor, type TestNats } from '@cartwright/testing';

/** A message that came from products. */
export interface Seen {
  readonly type: string;
  readonly key: string;
  readonly data: unknown;
}

/** Another domain, as far as it talks to products. */
export interface TestPeer extends AsyncDisposable {
  /** Everything that products said, in the order in which it came. */
  readonly seen: readonly Seen[];
  readonly send: <Data>(contract: MessageContract<Data>, data: Data) => Promise<void>;
  readonly sendAll: <Data>(contract: MessageContract<Data>, data: readonly Data[]) => Promise<void>;
  /** Waits until products has said this about a key, and gives what it said. */
  readonly heard: <Data>(contract: MessageContract<Data>, key: string) => Promise<Data>;
}

/** Stands in for orders, and hears what the other domains hear. */
export function startTestOrders(nats: TestNats): Promise<TestPeer> {
  return startPeer(nats, 'orders', [inventoryReserve, inventoryCommit, inventoryRelease]);
}

/** Stands in for accounts. */
export function startTestAccounts(nats: TestNats): Promise<TestPeer> {
  return startPeer(nats, 'accounts', [customerRegistered]);
}

async function startPeer(nats: TestNats, domain: Domain, publishes: AnyContract[]): Promise<TestPeer> {
  const stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase('messaging'));
  const pool = stack.use(openPoolDatabase(database.url));
  const seen: Seen[] = [];
  const messaging = createMessaging({
    domain,
    database: pool,
    databaseUrl: database.url,
    natsUrl: nats.urlFor('admin'),
    logger: createLogger({ name: domain, level: 'fatal' }),
    publishes,
    consumes: domain === 'orders' ? heardFromProducts(seen) : [],
  });
  await messaging.start();
  stack.defer(() => messaging.stop());
  const sendAll: TestPeer['sendAll'] = (contract, data) =>
    messaging.transact((_tx, send) => {
      for (const item of data) send(message(contract, item));
      return Promise.resolve();
    });
  return {
    seen,
    sendAll,
    send: (contract, data) => sendAll(contract, [data]),
    heard: <Data>({ type }: MessageContract<Data>, key: string) =>
      waitFor(
        () => seen.find((candidate) => candidate.type === type && candidate.key === key)?.data as Data,
        {
          describe: () => ({ waitingFor: type, key, seen }),
        },
      ) as Promise<Data>,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
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
  ];
}
