import { availableParallelism } from 'node:os';
import { customerRegistered, guestClaimed } from '@cartwright/events';
import { createMessaging } from '@cartwright/messaging';
import { byKey, listByKey } from '@cartwright/graph';
import { createTokenVerifier } from '@cartwright/identity';
import { type Logger } from '@cartwright/process';
import { createSubgraph, type ContextInput } from '@cartwright/subgraph';
import { createLocalJWKSet } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import type { Config } from './config.ts';
import type { Context } from './graphql.ts';
import { createAccessTokens } from './identity/access-tokens.ts';
import { createPasswords } from './identity/passwords.ts';
import { createAccountsRepository, type AccountsRepository } from './repository/accounts-repository.ts';
import { resolvers } from './resolvers/mod.ts';
import { createUseCases, type UseCases } from './use-cases/mod.ts';

/** What accounts is built from. */
export interface AccountsOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly now?: () => Date;
  /** Called with the text of every statement; for tests that count. */
  readonly onStatement?: (sql: string) => void;
}

/** Builds accounts; nothing listens until `listen`. */
export async function createAccountsApp(options: AccountsOptions) {
  const { config, logger, now = () => new Date(), onStatement } = options;
  const repository = createAccountsRepository(config.DATABASE_URL, {
    onConnectionError: (error) => logger.warn({ err: error }, 'an idle database connection broke'),
    ...(onStatement === undefined ? {} : { onStatement }),
  });
  const messaging = createMessaging({
    domain: 'accounts',
    database: repository.database,
    databaseUrl: config.DATABASE_URL,
    natsUrl: config.NATS_URL,
    logger,
    failpoint: config.FAILPOINTS,
    now,
    publishes: [customerRegistered, guestClaimed],
    consumes: [],
  });
  const accessTokens = await createAccessTokens(config.TOKEN_PRIVATE_KEY);
  const useCases = createUseCases({
    repository,
    transact: (work) => messaging.transact(work),
    passwords: await createPasswords(availableParallelism()),
    accessTokens,
    now,
    newId: uuidv7,
  });
  const subgraph = createSubgraph({
    name: 'accounts',
    config,
    logger,
    now,
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    createContext: (input) => createContext(input, repository, useCases),
    verifyToken: createTokenVerifier({ getKey: createLocalJWKSet(accessTokens.jwks), now }),
    readiness: { database: repository.ping },
    tolerates: { messaging: () => messaging.assertConnected() },
    routes: (app) => {
      app.get('/.well-known/jwks.json', (_request, reply) =>
        reply.header('cache-control', 'public, max-age=300').send(accessTokens.jwks),
      );
    },
  });
  return {
    listen: async () => {
      await messaging.start();
      return await subgraph.listen();
    },
    close: async () => {
      await subgraph.close();
      await messaging.stop();
      await repository.close();
    },
  };
}

function createContext(
  { viewer }: ContextInput,
  repository: AccountsRepository,
  useCases: UseCases,
): Context {
  return {
    viewer,
    useCases,
    loaders: {
      users: byKey(repository.users.byIds, ({ id }) => id),
      addresses: listByKey(repository.addresses.byUserIds, ({ userId }) => userId),
    },
  };
}
