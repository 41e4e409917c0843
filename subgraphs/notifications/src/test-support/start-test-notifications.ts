import { countStatements, type StatementCounter } from '@cartwright/database';
import { createLogger } from '@cartwright/process';
import {
  createTestDatabase,
  openPoolDatabase,
  signatureHeaderName,
  signTestRequest,
  startTestIssuer,
  type PoolDatabase,
  type TestViewer,
} from '@cartwright/testing';
import { createNotificationsApp } from '../app.ts';
import { loadConfig } from '../config.ts';

/** What a GraphQL request is answered with. */
export interface GraphqlAnswer {
  readonly data: unknown;
  readonly errors?: readonly { message: string; extensions: { code: string } }[];
}

/** A notification's row, as far as tests look at it. */
export interface StoredNotification {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly user_id: string;
  readonly last_error: string | null;
}

/** A notifications subgraph on a database of its own. */
export interface TestNotifications extends AsyncDisposable {
  readonly database: PoolDatabase;
  readonly databaseUrl: string;
  readonly statements: StatementCounter;
  readonly graphql: (query: string, variables?: object, viewer?: TestViewer) => Promise<GraphqlAnswer>;
  /** Starts one more process' worth of it on the same database. */
  readonly startReplica: () => Promise<void>;
  /** The stored notifications of a business id, or all of them. */
  readonly stored: (businessId?: string) => Promise<StoredNotification[]>;
  /** Makes every waiting mail due at once. */
  readonly hurry: () => Promise<void>;
}

/** Where it finds others; nobody listens there unless told. */
export interface Surroundings {
  readonly natsUrl?: string;
  readonly smtpUrl?: string;
}

const secret = 'a secret that only tests know';

/** Starts notifications on a free port. */
export async function startTestNotifications({
  natsUrl = 'nats://notifications:none@127.0.0.1:9',
  smtpUrl = 'smtp://127.0.0.1:9',
}: Surroundings = {}): Promise<TestNotifications> {
  const stack = new AsyncDisposableStack();
  const { url: databaseUrl } = stack.use(await createTestDatabase('notifications'));
  const database = stack.use(openPoolDatabase(databaseUrl));
  const issuer = stack.use(await startTestIssuer());
  const statements = countStatements();
  const config = configFor({ databaseUrl, natsUrl, smtpUrl, jwksUrl: issuer.jwksUrl });
  const start = async (onStatement: (sql: string) => void): Promise<string> => {
    const logger = createLogger({ name: 'notifications', level: 'silent' });
    const app = await createNotificationsApp({ config, logger, onStatement });
    stack.defer(() => app.close());
    return (await app.listen()).url;
  };
  const url = await start(statements.onStatement);
  return {
    database,
    databaseUrl,
    statements,
    graphql: async (query, variables = {}, viewer?: TestViewer) => {
      const body = JSON.stringify({ query, variables });
      const headers = new Headers({
        'content-type': 'application/json',
        [signatureHeaderName]: signTestRequest(secret, body),
      });
      if (viewer !== undefined) headers.set('authorization', await issuer.authorization(viewer));
      const response = await fetch(`${url}/graphql`, { method: 'POST', body, headers });
      return (await response.json()) as GraphqlAnswer;
    },
    startReplica: async () => {
      await start(() => undefined);
    },
    stored: (businessId) =>
      database.$queryRawUnsafe(
        `SELECT * FROM notifications WHERE business_id = coalesce($1, business_id) ORDER BY created_at`,
        businessId ?? null,
      ),
    hurry: async () => {
      await database.$executeRawUnsafe(
        `UPDATE notifications SET next_attempt_at = now() WHERE state = 'PENDING' AND last_error IS NOT NULL`,
      );
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

function configFor(urls: { databaseUrl: string; natsUrl: string; smtpUrl: string; jwksUrl: string }) {
  return loadConfig({
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: urls.databaseUrl,
    NATS_URL: urls.natsUrl,
    REDIS_URL: 'redis://127.0.0.1:9',
    JWKS_URL: urls.jwksUrl,
    GATEWAY_SECRET: secret,
    PUBLIC_URL: 'http://localhost:4000',
    SMTP_URL: urls.smtpUrl,
    MAIL_FROM: 'Cartwright <store@example.com>',
  });
}
