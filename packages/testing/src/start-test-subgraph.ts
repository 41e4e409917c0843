import { countStatements, type StatementCounter } from '@cartwright/database';
import { createRequestSigner, type Caller, type SignRequest } from '@cartwright/identity';
import { createLogger, readConfig, type BaseConfig } from '@cartwright/process';
import { createApp, type SubgraphDefinition } from '@cartwright/subgraph';
import { sealKeys } from './test-seals.ts';
import { createTestDatabase } from './create-test-database.ts';
import { openPrismaDatabase, type PrismaClientClass, type PrismaDatabase } from './open-prisma-database.ts';
import { postSigned } from './post-signed.ts';
import { startTestIssuer, type TestIssuer, type TestViewer } from './start-test-issuer.ts';
import { subscribeTo, type Subscribed } from './subscribe-to.ts';

/** The response to a GraphQL request. */
export interface GraphqlAnswer<Data = unknown> {
  readonly data: Data;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
  }[];
}

/** One replica of a subgraph, in this process. */
export interface TestReplica {
  readonly url: string;
  /** Sends an operation, signed; null asks without a token. */
  readonly graphql: <Data = unknown>(
    viewer: TestViewer | null,
    query: string,
    variables?: object,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<GraphqlAnswer<Data>>;
  /** Subscribes over graphql-transport-ws, signed. */
  readonly subscribe: <Event>(
    viewer: TestViewer,
    query: string,
    variables?: object,
  ) => Promise<Subscribed<Event>>;
  /** POSTs a value as JSON, signed by the gateway. */
  readonly signedPost: (
    path: string,
    value: object,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>;
  readonly close: () => Promise<void>;
}

/** A subgraph on a database of its own, with real tokens and signatures. */
export interface TestSubgraph<Tables, Client> extends TestReplica, AsyncDisposable {
  readonly databaseUrl: string;
  /** A second connection pool to the same database. */
  readonly database: PrismaDatabase<Tables, Client>;
  /** Counts the statements of all replicas. */
  readonly statements: StatementCounter;
  readonly issuer: TestIssuer;
  /** Makes what signs requests as that service does. */
  readonly signerOf: (caller: Caller) => SignRequest;
  /** Starts another replica on the same database. */
  readonly startReplica: () => Promise<TestReplica>;
  /** The same, where nothing is kept of what was written. */
  readonly startForgetful: () => Promise<TestReplica>;
}

/** What differs from test to test. */
export interface TestSubgraphOptions {
  /** By default an address where nothing listens: what works without messages must not wait for them. */
  readonly natsUrl?: string | undefined;
  /** Additional environment variables, and other values for the usual ones. */
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: (() => Date) | undefined;
}

/** The key that each caller signs its requests with. */
const keys = { gateway: 'a key that only tests know', orders: 'another key that only tests know' };
const dayInSeconds = 24 * 60 * 60;

/** Starts a subgraph on a free port, from its own definition. */
export async function startTestSubgraph<Config extends BaseConfig, Tables, Client>(
  definition: SubgraphDefinition<Config, Tables> & { readonly PrismaClient: PrismaClientClass<Client> },
  options: TestSubgraphOptions = {},
): Promise<TestSubgraph<Tables, Client>> {
  const stack = new AsyncDisposableStack();
  const { url: databaseUrl } = stack.use(await createTestDatabase(definition.name));
  const issuer = stack.use(await startTestIssuer());
  const database = openPrismaDatabase<Tables, Client>(definition.PrismaClient, databaseUrl, {
    maxConnections: 3,
  });
  stack.defer(() => database.close());
  const statements = countStatements();
  const config = readConfig(
    definition.configSchema,
    environmentOf(definition.name, { databaseUrl, jwksUrl: issuer.jwksUrl, options }),
  );
  const signerOf = (caller: Caller): SignRequest =>
    createRequestSigner({ caller, key: keys[caller], ...(options.now && { now: options.now }) });
  const startOf = async (of: SubgraphDefinition<Config, Tables>): Promise<TestReplica> => {
    const logger = createLogger({ name: definition.name, level: 'silent' });
    const { onStatement } = statements;
    const app = await createApp(of, { config, logger, now: options.now, onStatement });
    const { url } = await app.listen();
    let closing: Promise<void> | undefined;
    const close = (): Promise<void> => (closing ??= app.close());
    stack.defer(close);
    return replicaAt(url, { issuer, sign: signerOf('gateway'), close });
  };
  const startReplica = (): Promise<TestReplica> => startOf(definition);
  return {
    ...(await startReplica()),
    databaseUrl,
    database,
    statements,
    issuer,
    signerOf,
    startReplica,
    startForgetful: () => startOf(keepingNothing(definition)),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

function keepingNothing<Config extends BaseConfig, Tables>(
  definition: SubgraphDefinition<Config, Tables>,
): SubgraphDefinition<Config, Tables> {
  return {
    ...definition,
    rooms: async (parts) => (await definition.rooms(parts)).map((room) => ({ ...room, keeping: {} })),
  };
}

function replicaAt(
  url: string,
  { issuer, sign, close }: { issuer: TestIssuer; sign: SignRequest; close: () => Promise<void> },
): TestReplica {
  const signedPost: TestReplica['signedPost'] = (path, value, headers = {}) =>
    postSigned(new URL(path, url), value, { sign, headers });
  const authorizationOf = (viewer: TestViewer): Promise<string> =>
    issuer.authorization({ expiresInSeconds: dayInSeconds, ...viewer });
  return {
    url,
    signedPost,
    close,
    graphql: async <Data>(viewer: TestViewer | null, query: string, variables: object = {}, headers = {}) => {
      const login = viewer === null ? {} : { authorization: await authorizationOf(viewer) };
      const response = await signedPost('/graphql', { query, variables }, { ...headers, ...login });
      return (await response.json()) as GraphqlAnswer<Data>;
    },
    subscribe: async (viewer, query, variables = {}) =>
      subscribeTo(url, { sign, authorization: await authorizationOf(viewer), query, variables }),
  };
}

function environmentOf(
  name: string,
  {
    databaseUrl,
    jwksUrl,
    options: { natsUrl = `nats://${name}:none@127.0.0.1:9`, env = {} },
  }: { databaseUrl: string; jwksUrl: string; options: TestSubgraphOptions },
): Record<string, string> {
  return {
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: databaseUrl,
    NATS_URL: natsUrl,
    JWKS_URL: jwksUrl,
    GATEWAY_KEYS: keys.gateway,
    ORDERS_KEYS: keys.orders,
    CARTS_KEY: keys.orders,
    ...sealKeys,
    BUYER_SIGNALS_KEY: 'development-only-buyer-signals',
    PUBLIC_URL: 'http://localhost:4000',
    ...env,
  };
}
