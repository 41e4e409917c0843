import { createLogger } from '@cartwright/process';
import {
  createTestDatabase,
  openPoolDatabase,
  signatureHeaderName,
  signTestRequest,
  startTestIssuer,
  startTestNats,
  type PoolDatabase,
  type TestNats,
  type TestViewer,
} from '@cartwright/testing';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { v7 as uuidv7 } from 'uuid';
import { createPaymentsApp, type PaymentsOptions } from '../src/app.ts';
import { startOrdersPeer, type Peer, type Purchase } from './orders-peer.ts';
import { startSimulator, webhookSecret, type TestSimulator } from './start-simulator.ts';

/** Payments with everything around it. */
export interface TestPayments extends AsyncDisposable {
  readonly url: string;
  readonly nats: TestNats;
  readonly orders: Peer;
  readonly simulator: TestSimulator;
  readonly database: PoolDatabase;
  /** Asks payments' GraphQL as the gateway does; gives `data`. @throws when there are errors */
  query<Data>(query: string, variables?: object, viewer?: TestViewer): Promise<Data>;
}

/** What a test may change. */
export interface TestPaymentsOptions extends Pick<PaymentsOptions, 'wrapProvider' | 'onStatement'> {
  /** False for a provider whose events get lost. */
  readonly webhooks?: boolean;
  readonly settleMs?: number;
}

const gatewaySecret = 'gateway-secret-of-a-test';

/** Starts payments in this process, with NATS, the simulator and a stand-in for orders. */
export async function startPayments(options: TestPaymentsOptions = {}): Promise<TestPayments> {
  await using stack = new AsyncDisposableStack();
  const nats = stack.use(await startTestNats());
  const issuer = stack.use(await startTestIssuer());
  const testDatabase = stack.use(await createTestDatabase('payments'));
  const database = stack.use(openPoolDatabase(testDatabase.url, { max: 3 }));
  const orders = stack.use(await startOrdersPeer(nats));
  const port = await freePort();
  const webhookUrl = `http://127.0.0.1:${options.webhooks === false ? 1 : port}/webhooks/simulator`;
  const { settleMs = 300 } = options;
  const simulator = stack.use(await startSimulator({ databaseUrl: testDatabase.url, webhookUrl, settleMs }));
  const app = createPaymentsApp({
    ...options,
    providerTimeoutMs: 500,
    config: {
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: port,
      DATABASE_URL: testDatabase.url,
      NATS_URL: nats.urlFor('payments'),
      REDIS_URL: 'redis://127.0.0.1:1',
      JWKS_URL: issuer.jwksUrl,
      GATEWAY_SECRET: gatewaySecret,
      PUBLIC_URL: 'http://localhost:4000',
      LOG_LEVEL: 'silent',
      FAILPOINTS: undefined,
      ALLOW_UNSIGNED: false,
      PAYMENT_SIMULATOR_URL: simulator.url,
      PAYMENT_WEBHOOK_SECRET: webhookSecret,
    },
    logger: createLogger({ name: 'payments', level: 'silent' }),
  });
  stack.defer(() => app.close());
  const { url } = await app.listen();
  const moved = stack.move();
  return {
    url,
    nats,
    orders,
    simulator,
    database,
    query: async <Data>(query: string, variables: object = {}, viewer: TestViewer = {}) => {
      const body = JSON.stringify({ query, variables });
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          authorization: await issuer.authorization(viewer),
          [signatureHeaderName]: signTestRequest(gatewaySecret, body),
        },
      });
      const result = (await response.json()) as { data: Data; errors?: unknown };
      if (result.errors !== undefined) throw new Error(JSON.stringify(result.errors));
      return result.data;
    },
    [Symbol.asyncDispose]: () => moved.disposeAsync(),
  };
}

/** A purchase that nobody else makes. */
export function newPurchase(): Purchase {
  return { paymentId: uuidv7(), orderId: uuidv7(), customerId: uuidv7(), amountMinor: 1_250 };
}

function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = createServer();
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => resolve(port));
  });
  return promise;
}
