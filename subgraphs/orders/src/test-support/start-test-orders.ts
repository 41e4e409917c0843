import { countStatements, type StatementCounter } from '@cartwright/database';
import { createLogger } from '@cartwright/process';
import {
  createTestDatabase,
  signatureHeaderName,
  signTestRequest,
  startTestIssuer,
  type TestViewer,
} from '@cartwright/testing';
import { createOrdersApp } from '../app.ts';
import type { Config } from '../config.ts';
import { createDatabase, type Database } from '../repository/database.ts';
import { startStandInCarts, type StandInCarts } from './stand-in-carts.ts';
import { subscribeTo, type Subscribed } from './subscribe-to.ts';

/** What a GraphQL request is answered with. */
export interface GraphqlAnswer {
  readonly data: unknown;
  readonly errors?: readonly { message: string; extensions: Record<string, unknown> }[];
}

/** One replica of orders. */
export interface OrdersReplica {
  graphql(viewer: TestViewer | null, query: string, variables?: object): Promise<GraphqlAnswer>;
  subscribe<Event>(viewer: TestViewer, query: string, variables: object): Promise<Subscribed<Event>>;
  close(): Promise<void>;
}

/** An orders subgraph on a database of its own, with a stand-in for carts. */
export interface TestOrders extends AsyncDisposable, OrdersReplica {
  readonly carts: StandInCarts;
  /** A second way into the same database. */
  readonly database: Database;
  readonly statements: StatementCounter;
  /** Another replica on the same database. */
  startReplica(): Promise<OrdersReplica>;
}

/** What differs from test to test. */
export interface TestOrdersOptions {
  readonly natsUrl?: string;
  readonly now?: () => Date;
  readonly stepTimeoutSeconds?: number;
  readonly reservationSeconds?: number;
}

const secret = 'a secret that only tests know';
const dayInSeconds = 24 * 60 * 60;
/** Nobody listens there: an order is accepted without messages. */
const noNats = 'nats://orders:none@127.0.0.1:9';

/** Starts orders on a free port. */
export async function startTestOrders(options: TestOrdersOptions = {}): Promise<TestOrders> {
  const stack = new AsyncDisposableStack();
  const { url: databaseUrl } = stack.use(await createTestDatabase('orders'));
  const issuer = stack.use(await startTestIssuer());
  const carts = stack.use(await startStandInCarts());
  const database = createDatabase(databaseUrl);
  stack.defer(() => database.$disconnect());
  const statements = countStatements();
  const config = configOf(options, { databaseUrl, jwksUrl: issuer.jwksUrl, cartsUrl: carts.url });
  const authorize = (viewer: TestViewer): Promise<string> =>
    issuer.authorization({ expiresInSeconds: dayInSeconds, ...viewer });
  const startReplica = async (): Promise<OrdersReplica> => {
    const replica = await startReplicaOf({ config, authorize, statements, now: options.now });
    stack.defer(() => replica.close());
    return replica;
  };
  const first = await startReplica();
  return {
    ...first,
    carts,
    database,
    statements,
    startReplica,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

interface ReplicaParts {
  readonly config: Config;
  readonly authorize: (viewer: TestViewer) => Promise<string>;
  readonly statements: StatementCounter;
  readonly now: (() => Date) | undefined;
}

async function startReplicaOf({ config, authorize, statements, now }: ReplicaParts): Promise<OrdersReplica> {
  const app = createOrdersApp({
    config,
    logger: createLogger({ name: 'orders', level: 'silent' }),
    database: { onStatement: statements.onStatement },
    ...(now === undefined ? {} : { now }),
  });
  const { url } = await app.listen();
  let closing: Promise<void> | undefined;
  return {
    graphql: async (viewer, query, variables = {}) => {
      const body = JSON.stringify({ query, variables });
      const headers = {
        'content-type': 'application/json',
        [signatureHeaderName]: signTestRequest(secret, body, now?.()),
        ...(viewer === null ? {} : { authorization: await authorize(viewer) }),
      };
      const response = await fetch(new URL('/graphql', url), { method: 'POST', body, headers });
      return (await response.json()) as GraphqlAnswer;
    },
    subscribe: async (viewer, query, variables) => {
      const signature = signTestRequest(secret, '', now?.());
      const connectionParams = { authorization: await authorize(viewer), signature };
      return subscribeTo(url, { connectionParams, query, variables });
    },
    close: () => (closing ??= app.close()),
  };
}

function configOf(
  { natsUrl = noNats, stepTimeoutSeconds = 10, reservationSeconds = 900 }: TestOrdersOptions,
  { databaseUrl, jwksUrl, cartsUrl }: Record<'databaseUrl' | 'jwksUrl' | 'cartsUrl', string>,
): Config {
  return {
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: 0,
    DATABASE_URL: databaseUrl,
    NATS_URL: natsUrl,
    REDIS_URL: 'redis://127.0.0.1:9',
    JWKS_URL: jwksUrl,
    GATEWAY_SECRET: secret,
    PUBLIC_URL: 'http://localhost:4000',
    LOG_LEVEL: 'silent',
    FAILPOINTS: undefined,
    ALLOW_UNSIGNED: false,
    CARTS_URL: [cartsUrl],
    CHECKOUT_STEP_TIMEOUT_SECONDS: stepTimeoutSeconds,
    CHECKOUT_RESERVATION_SECONDS: reservationSeconds,
  };
}
