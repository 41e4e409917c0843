import { message, type Domain, type MessageContract } from '@cartwright/events';
import { createMessaging, type AnyContract } from '@cartwright/messaging';
import { createLogger } from '@cartwright/process';
import { createTestDatabase, openPoolDatabase, type TestNats } from '@cartwright/testing';

/** Another domain, as far as it sends messages. */
export interface TestSender extends AsyncDisposable {
  readonly send: <Data>(contract: MessageContract<Data>, data: Data) => Promise<void>;
}

/** Starts a domain that sends what it is told to, through an outbox of its own. */
export async function startSender(
  nats: TestNats,
  domain: Domain,
  publishes: readonly AnyContract[],
): Promise<TestSender> {
  const stack = new AsyncDisposableStack();
  const { url: databaseUrl } = stack.use(await createTestDatabase('messaging'));
  const messaging = createMessaging({
    domain,
    database: stack.use(openPoolDatabase(databaseUrl)),
    databaseUrl,
    natsUrl: nats.urlFor(domain),
    logger: createLogger({ name: domain, level: 'silent' }),
    publishes,
    consumes: [],
  });
  await messaging.start();
  stack.defer(() => messaging.stop());
  return {
    send: (contract, data) =>
      messaging.transact((_tx, send) => {
        send(message(contract, data));
        return Promise.resolve();
      }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
