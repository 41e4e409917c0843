import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Domain } from '@cartwright/events';
import { SynchronousSaga } from './synchronous-saga.ts';

/** What it works with. */
export interface SagaSetup {
  readonly urls: Readonly<Record<Domain, string>>;
  readonly connections: number;
  /** Ids of an order that was confirmed, and of what belongs to it. */
  readonly mentions: readonly string[];
}

/** Answers every request with a checkout that it has written. */
process.once('message', ({ urls, connections, mentions }: SagaSetup) => {
  const saga = new SynchronousSaga(urls, connections);
  const server = createServer((request, response) => {
    request.resume();
    saga.run().then(
      () => response.writeHead(200).end('{}'),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  process.once('disconnect', () => void saga.close().finally(() => process.exit()));
  void saga.prepare(mentions).then(() => {
    server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  });
});
