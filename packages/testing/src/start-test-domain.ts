import type { Domain, OutgoingMessage } from '@cartwright/events';
import {
  createMessaging,
  type AnyContract,
  type MessageHandler,
  type Messaging,
} from '@cartwright/messaging';
import { createLogger } from '@cartwright/process';
import { createTestDatabase } from './create-test-database.ts';
import { openPoolDatabase, type PoolTransaction } from './pool-database.ts';
import type { TestNats } from './start-test-nats.ts';
import { testSeals } from './test-seals.ts';

/** A stand-in for another domain that sends and handles messages. */
export interface TestDomain extends AsyncDisposable {
  readonly messaging: Messaging<PoolTransaction>;
  /** Sends messages in one transaction. */
  readonly send: (...messages: readonly OutgoingMessage[]) => Promise<void>;
}

/** What the domain sends and handles; nothing by default. */
export interface TestDomainOptions {
  readonly publishes?: readonly AnyContract[];
  readonly consumes?: readonly MessageHandler<PoolTransaction>[];
  /** The domain whose NATS login it uses; its own by default. */
  readonly login?: Domain | 'admin';
}

/** Starts the messaging of a domain on a database of its own. */
export async function startTestDomain(
  nats: TestNats,
  domain: Domain,
  { publishes = [], consumes = [], login = domain }: TestDomainOptions = {},
): Promise<TestDomain> {
  const stack = new AsyncDisposableStack();
  const { url: databaseUrl } = stack.use(await createTestDatabase('messaging'));
  const messaging = createMessaging<PoolTransaction>({
    domain,
    database: stack.use(openPoolDatabase(databaseUrl)),
    databaseUrl,
    natsUrl: nats.urlFor(login),
    logger: createLogger({ name: domain, level: 'silent' }),
    publishes,
    consumes,
    seals: testSeals,
  });
  stack.defer(() => messaging.stop());
  await messaging.start();
  return {
    messaging,
    send: (...messages) =>
      messaging.transact((_tx, send) => {
        for (const outgoing of messages) send(outgoing);
        return Promise.resolve();
      }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
