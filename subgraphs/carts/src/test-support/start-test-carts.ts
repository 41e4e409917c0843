import { cartFreezePath, type CartFreezeResponse } from '@cartwright/events';
import { countStatements, type StatementCounter } from '@cartwright/database';
import { createLogger } from '@cartwright/process';
import {
  createTestDatabase,
  signatureHeaderName,
  signTestRequest,
  startTestIssuer,
  type TestViewer,
} from '@cartwright/testing';
import { createCartsApp } from '../app.ts';
import type { CartsRepository } from '../repository/carts-repository.ts';
import { createCartsRepository } from '../repository/carts-repository.ts';
import { TestClock } from './test-clock.ts';

/** What a GraphQL request is answered with. */
export interface GraphqlAnswer {
  readonly data: unknown;
  readonly errors?: readonly { message: string; extensions: { code: string } }[];
}

/** A carts subgraph on a database of its own, with real tokens and signatures. */
export interface TestCarts extends AsyncDisposable {
  readonly clock: TestClock;
  /** A second way into the same database. */
  readonly repository: CartsRepository;
  readonly statements: StatementCounter;
  readonly graphql: (viewer: TestViewer | null, query: string, variables?: object) => Promise<GraphqlAnswer>;
  readonly freeze: (request: object) => Promise<CartFreezeResponse>;
  /** POSTs a body as it is, signed unless told. */
  readonly post: (path: string, body: string, headers: Record<string, string>) => Promise<Response>;
}

const secret = 'a secret that only tests know';
const dayInSeconds = 24 * 60 * 60;
/** Nobody listens there: what carts does without messages must not wait for them. */
const noNats = 'nats://carts:none@127.0.0.1:9';

/** Starts carts on a free port. */
export async function startTestCarts({ natsUrl = noNats }: { natsUrl?: string } = {}): Promise<TestCarts> {
  const stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase('carts'));
  const issuer = stack.use(await startTestIssuer());
  const clock = new TestClock();
  const statements = countStatements();
  const repository = createCartsRepository(database.url);
  stack.defer(() => repository.close());
  const app = createCartsApp({
    config: configFor({ databaseUrl: database.url, jwksUrl: issuer.jwksUrl, natsUrl }),
    logger: createLogger({ name: 'carts', level: 'silent' }),
    now: clock.now,
    onStatement: statements.onStatement,
  });
  stack.defer(() => app.close());
  const { url } = await app.listen();
  const post = (path: string, body: string, headers: Record<string, string>): Promise<Response> =>
    fetch(new URL(path, url), {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const signedPost = async (
    path: string,
    value: object,
    headers: Record<string, string>,
  ): Promise<unknown> => {
    const body = JSON.stringify(value);
    const signature = signTestRequest(secret, body, clock.now());
    const response = await post(path, body, { ...headers, [signatureHeaderName]: signature });
    return response.json();
  };
  return {
    clock,
    repository,
    statements,
    post,
    graphql: async (viewer, query, variables = {}) => {
      const login = viewer && {
        authorization: await issuer.authorization({ expiresInSeconds: dayInSeconds, ...viewer }),
      };
      return (await signedPost('/graphql', { query, variables }, login ?? {})) as GraphqlAnswer;
    },
    freeze: async (request) => (await signedPost(cartFreezePath, request, {})) as CartFreezeResponse,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

function configFor({ databaseUrl, jwksUrl, natsUrl }: Record<'databaseUrl' | 'jwksUrl' | 'natsUrl', string>) {
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
  } as const;
}
