import { countStatements, type StatementCounter } from '@cartwright/database';
import { createLogger } from '@cartwright/process';
import {
  createTestDatabase,
  openPoolDatabase,
  signatureHeaderName,
  signTestRequest,
  startTestIssuer,
  type PoolDatabase,
} from '@cartwright/testing';
import { createAccountsApp } from '../app.ts';
import { loadConfig } from '../config.ts';

/** What a GraphQL request is answered with. */
export interface GraphqlAnswer {
  readonly data: unknown;
  readonly errors?: readonly { message: string; extensions: { code: string } }[];
}

/** An accounts subgraph on a database of its own. */
export interface TestAccounts extends AsyncDisposable {
  readonly url: string;
  /** A second way into the same database. */
  readonly database: PoolDatabase;
  readonly statements: StatementCounter;
  readonly graphql: (query: string, variables?: object, token?: string) => Promise<GraphqlAnswer>;
  /** How many messages of that type were ever sent. */
  readonly countSent: (type: string) => Promise<number>;
  readonly advanceDays: (days: number) => void;
}

const secret = 'a secret that only tests know';
const dayMs = 24 * 60 * 60 * 1000;
/** Nobody listens there: what accounts does must not wait for messages to leave. */
const noNats = 'nats://accounts:none@127.0.0.1:9';

/** Starts accounts on a free port. */
export async function startTestAccounts({ natsUrl = noNats } = {}): Promise<TestAccounts> {
  const stack = new AsyncDisposableStack();
  const { url: databaseUrl } = stack.use(await createTestDatabase('accounts'));
  const database = stack.use(openPoolDatabase(databaseUrl));
  const statements = countStatements();
  let aheadMs = 0;
  const now = (): Date => new Date(Date.now() + aheadMs);
  const app = await createAccountsApp({
    config: await configFor(databaseUrl, natsUrl),
    logger: createLogger({ name: 'accounts', level: 'silent' }),
    now,
    onStatement: statements.onStatement,
  });
  stack.defer(() => app.close());
  const { url } = await app.listen();
  return {
    url,
    database,
    statements,
    graphql: async (query, variables = {}, token?: string) => {
      const body = JSON.stringify({ query, variables });
      const headers = new Headers({
        'content-type': 'application/json',
        [signatureHeaderName]: signTestRequest(secret, body, now()),
      });
      if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
      const response = await fetch(`${url}/graphql`, { method: 'POST', body, headers });
      return (await response.json()) as GraphqlAnswer;
    },
    countSent: async (type) => {
      const sql = 'SELECT count(*)::int AS sent FROM messaging.outbox WHERE type = $1';
      const [row] = await database.$queryRawUnsafe<{ sent: number }[]>(sql, type);
      return row?.sent ?? 0;
    },
    advanceDays: (days) => {
      aheadMs += days * dayMs;
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

async function configFor(databaseUrl: string, natsUrl: string) {
  await using issuer = await startTestIssuer();
  return loadConfig({
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: databaseUrl,
    NATS_URL: natsUrl,
    REDIS_URL: 'redis://127.0.0.1:9',
    JWKS_URL: 'http://127.0.0.1:9/unused',
    GATEWAY_SECRET: secret,
    PUBLIC_URL: 'http://localhost:4000',
    TOKEN_PRIVATE_KEY: issuer.privateKeyJson,
  });
}
