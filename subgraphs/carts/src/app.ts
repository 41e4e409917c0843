import { createMessaging } from '@cartwright/messaging';
import { byKey } from '@cartwright/graph';
import { type Logger } from '@cartwright/process';
import { createSubgraph, type ContextInput } from '@cartwright/subgraph';
import { v7 as uuidv7 } from 'uuid';
import type { Config } from './config.ts';
import type { Context } from './graphql.ts';
import { consumes } from './messages.ts';
import { createCartsRepository } from './repository/carts-repository.ts';
import { defaultCurrency } from './resolvers/default-currency.ts';
import { resolvers } from './resolvers/mod.ts';
import { serveFreeze } from './resolvers/serve-freeze.ts';
import type { Dependencies } from './use-cases/dependencies.ts';
import { startForgetting } from './use-cases/forget-old-keys.ts';
import { createUseCases, type UseCases } from './use-cases/mod.ts';

/** What carts is built from. */
export interface CartsOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly now?: () => Date;
  /** Called with the text of every statement; for tests that count. */
  readonly onStatement?: (sql: string) => void;
}

/** A running carts subgraph. */
export interface CartsApp {
  readonly listen: () => Promise<{ url: string }>;
  readonly close: () => Promise<void>;
}

/** Builds carts; nothing listens until `listen`. */
export function createCartsApp({
  config,
  logger,
  now = () => new Date(),
  onStatement,
}: CartsOptions): CartsApp {
  const repository = createCartsRepository(
    config.DATABASE_URL,
    onStatement === undefined ? {} : { onStatement },
  );
  const dependencies = { repository, now, newId: uuidv7 };
  const useCases = createUseCases(dependencies);
  const messaging = createCartsMessaging(config, logger, dependencies);
  const subgraph = createSubgraph({
    name: 'carts',
    config,
    logger,
    now,
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    createContext: (input) => createContext(input, useCases),
    readiness: { database: repository.ping },
    tolerates: { messaging: () => messaging.assertConnected() },
    routes: (app, tools) => serveFreeze(app, tools, useCases.freezeCart),
  });
  const forgetting = startForgetting(dependencies, logger);
  return {
    listen: async () => {
      await messaging.start();
      return subgraph.listen();
    },
    close: async () => {
      forgetting.stop();
      await subgraph.close();
      await messaging.stop();
      await repository.close();
    },
  };
}

function createCartsMessaging(config: Config, logger: Logger, dependencies: Dependencies) {
  return createMessaging({
    domain: 'carts',
    database: dependencies.repository.database,
    databaseUrl: config.DATABASE_URL,
    natsUrl: config.NATS_URL,
    logger,
    failpoint: config.FAILPOINTS,
    now: dependencies.now,
    publishes: [],
    consumes: consumes(dependencies),
  });
}

function createContext({ viewer, request }: ContextInput, useCases: UseCases): Context {
  return {
    viewer,
    useCases,
    defaultCurrency: defaultCurrency(request.headers),
    loaders: {
      carts: byKey(
        (ids) => useCases.loadCarts(viewer, ids),
        ({ askedId }) => askedId,
      ),
    },
  };
}
