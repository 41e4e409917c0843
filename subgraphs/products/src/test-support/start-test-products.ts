import { countStatements, type StatementCounter } from '@cartwright/database';
import { createLogger } from '@cartwright/process';
import {
  createTestDatabase,
  openPoolDatabase,
  signatureHeaderName,
  signTestRequest,
  startTestIssuer,
  type PoolDatabase,
  type TestIssuer,
  type TestViewer,
} from '@cartwright/testing';
import { createProductsApp } from '../app.ts';
import type { ProductsConfig } from '../config.ts';
import { seedProducts } from '../seed/seed-products.ts';

const gatewaySecret = 'a secret of the tests alone';
const nobodyListens = 'nats://127.0.0.1:9';

/** How the products of a test differ from the usual. */
export interface TestProductsOptions {
  /** Messages go nowhere when left out. */
  readonly natsUrl?: string;
  /** How many sample products it starts with; 520 unless told. */
  readonly products?: number;
  /** How many apps share the database; one unless told. */
  readonly replicas?: number;
  /** Every minute unless told, so that nothing but the requests of a test sends statements. */
  readonly sweepIntervalMs?: number;
}

/** What a GraphQL request was answered with. */
export interface GraphqlAnswer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** The products subgraph on a database of its own, and what a test asks it with. */
export interface TestProducts extends AsyncDisposable {
  /** Of the first replica. */
  readonly url: string;
  readonly databaseUrl: string;
  readonly sql: PoolDatabase;
  /** What the first replica sends to the database. */
  readonly statements: StatementCounter;
  /** Sends a signed request to the first replica. */
  readonly graphql: (
    viewer: TestViewer | null,
    query: string,
    variables?: object,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<GraphqlAnswer>;
}

/** Starts products as it runs in the store, replicas and all, on sample data. */
export async function startTestProducts(options: TestProductsOptions = {}): Promise<TestProducts> {
  const stack = new AsyncDisposableStack();
  const issuer = stack.use(await startTestIssuer());
  const database = stack.use(await createTestDatabase('products'));
  const sql = stack.use(openPoolDatabase(database.url, { max: 3 }));
  await seedProducts(database.url, { products: options.products ?? 520 });
  const statements = countStatements();
  const urls: string[] = [];
  for (let replica = 0; replica < (options.replicas ?? 1); replica += 1) {
    const app = createProductsApp({
      config: configOf(options, database.url, issuer.jwksUrl),
      logger: createLogger({ name: `products ${replica}`, level: 'fatal' }),
      sweepIntervalMs: options.sweepIntervalMs ?? 60_000,
      ...(replica === 0 ? { onStatement: statements.onStatement } : {}),
    });
    urls.push((await app.listen()).url);
    stack.defer(() => app.close());
  }
  const [url = ''] = urls;
  return {
    url,
    databaseUrl: database.url,
    sql,
    statements,
    graphql: (viewer, query, variables = {}, headers = {}) =>
      post({ url, issuer, viewer, headers, body: { query, variables } }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

function configOf({ natsUrl }: TestProductsOptions, databaseUrl: string, jwksUrl: string): ProductsConfig {
  return {
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: 0,
    DATABASE_URL: databaseUrl,
    NATS_URL: natsUrl ?? nobodyListens,
    REDIS_URL: 'redis://127.0.0.1:9',
    JWKS_URL: jwksUrl,
    GATEWAY_SECRET: gatewaySecret,
    PUBLIC_URL: 'http://shop.example/',
    LOG_LEVEL: 'fatal',
    FAILPOINTS: undefined,
    ALLOW_UNSIGNED: false,
  };
}

interface Post {
  readonly url: string;
  readonly issuer: TestIssuer;
  readonly viewer: TestViewer | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

async function post({ url, issuer, viewer, headers, body }: Post): Promise<GraphqlAnswer> {
  const text = JSON.stringify(body);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      [signatureHeaderName]: signTestRequest(gatewaySecret, text),
      ...(viewer === null ? {} : { authorization: await issuer.authorization(viewer) }),
      ...headers,
    },
  });
  return (await response.json()) as GraphqlAnswer;
}
