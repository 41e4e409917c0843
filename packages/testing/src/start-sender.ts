import { message, type Domain, type MessageContract } from '@cartwright/events';
import type { AnyContract } from '@cartwright/messaging';
import { startTestDomain } from './start-test-domain.ts';
import type { TestNats } from './start-test-nats.ts';

/** A stand-in for another domain that only sends messages. */
export interface TestSender extends AsyncDisposable {
  readonly send: <Data>(contract: MessageContract<Data>, data: Data) => Promise<void>;
}

/** Starts a domain that sends what a test tells it to send. */
export async function startSender(
  nats: TestNats,
  domain: Domain,
  publishes: readonly AnyContract[],
): Promise<TestSender> {
  const { send, [Symbol.asyncDispose]: dispose } = await startTestDomain(nats, domain, { publishes });
  return { send: (contract, data) => send(message(contract, data)), [Symbol.asyncDispose]: dispose };
}
