import { freePort } from '@cartwright/servers';
import {
  openPoolDatabase,
  startTestNats,
  startTestSubgraph,
  type PoolDatabase,
  type TestNats,
  type TestSubgraph,
  type TestViewer,
} from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { payments, paymentsRooms } from '../src/app.ts';
import { PrismaClient } from '../src/generated/prisma/client.ts';
import type { Tables } from '../src/generated/tables.ts';
import { createSimulatorProvider, type PaymentProvider } from '../src/provider/door.ts';
import { startOrdersPeer, type OrdersPeer, type Purchase } from './orders-peer.ts';
import { startSimulator, webhookSecret, type TestSimulator } from './start-simulator.ts';

/** Payments with everything around it. */
export interface TestPayments extends AsyncDisposable {
  readonly subgraph: TestSubgraph<Tables, PrismaClient>;
  readonly nats: TestNats;
  readonly orders: OrdersPeer;
  readonly simulator: TestSimulator;
  readonly database: PoolDatabase;
  /** Asks payments' GraphQL as the gateway does; gives `data`. @throws when there are errors */
  query<Data>(query: string, variables?: object, viewer?: TestViewer): Promise<Data>;
}

/** What a test may change. */
export interface TestPaymentsOptions {
  /** Puts something around the provider. */
  readonly wrapProvider?: (provider: PaymentProvider) => PaymentProvider;
  /** False for a provider whose events get lost. */
  readonly webhooks?: boolean;
  readonly settleMs?: number;
}

/** Starts payments in this process, with NATS, the simulator and a stand-in for orders. */
export async function startPayments(options: TestPaymentsOptions = {}): Promise<TestPayments> {
  const { wrapProvider = (provider: PaymentProvider) => provider, webhooks = true, settleMs = 300 } = options;
  await using stack = new AsyncDisposableStack();
  const nats = stack.use(await startTestNats());
  const port = await freePort();
  const simulatorUrl = `http://127.0.0.1:${port}`;
  const subgraph = stack.use(await startSubgraph({ nats, simulatorUrl, wrapProvider }));
  const { url, databaseUrl } = subgraph;
  const webhookUrl = `${webhooks ? url : 'http://127.0.0.1:1'}/webhooks/simulator`;
  const simulator = stack.use(await startSimulator({ databaseUrl, webhookUrl, port, settleMs }));
  const database = stack.use(openPoolDatabase(databaseUrl, { max: 3 }));
  const orders = stack.use(await startOrdersPeer(nats));
  const moved = stack.move();
  return {
    subgraph,
    nats,
    orders,
    simulator,
    database,
    query: async <Data>(query: string, variables: object = {}, viewer: TestViewer = {}) => {
      const { data, errors } = await subgraph.graphql<Data>(viewer, query, variables);
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      return data;
    },
    [Symbol.asyncDispose]: () => moved.disposeAsync(),
  };
}

function startSubgraph({
  nats,
  simulatorUrl,
  wrapProvider,
}: {
  nats: TestNats;
  simulatorUrl: string;
  wrapProvider: (provider: PaymentProvider) => PaymentProvider;
}): Promise<TestSubgraph<Tables, PrismaClient>> {
  const provider = { url: simulatorUrl, webhookSecrets: [webhookSecret], timeoutMs: 500 };
  return startTestSubgraph(
    {
      ...payments,
      PrismaClient,
      rooms: (parts) => paymentsRooms(parts, wrapProvider(createSimulatorProvider(provider))),
    },
    {
      natsUrl: nats.urlFor('payments'),
      env: { PAYMENT_SIMULATOR_URL: simulatorUrl, PAYMENT_WEBHOOK_SECRETS: webhookSecret },
    },
  );
}

/** A purchase that nobody else makes. */
export function newPurchase(): Purchase {
  return { paymentId: uuidv7(), orderId: uuidv7(), customerId: uuidv7(), amountMinor: 1_250 };
}
