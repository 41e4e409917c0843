import { createMessaging } from '@cartwright/messaging';
import { type Logger } from '@cartwright/process';
import { createSubgraph, type ContextInput } from '@cartwright/subgraph';
import { v7 as uuidv7 } from 'uuid';
import type { ProductsConfig } from './config.ts';
import { preferredCurrency } from './domain/currency.ts';
import { createExpirySweeper } from './expiry-sweeper.ts';
import type { Context } from './graphql.ts';
import { serveMedia } from './media-route.ts';
import { consumes, publishes } from './messages.ts';
import { createCatalogueLoaders } from './repository/catalogue-loaders.ts';
import { openDatabase, pingDatabase, type Database, type Transaction } from './repository/database.ts';
import { stockWithin } from './repository/stock-store.ts';
import { resolvers } from './resolvers/mod.ts';
import type { Dependencies } from './use-cases/dependencies.ts';
import { createUseCases } from './use-cases/mod.ts';

/** What products is built from. */
export interface ProductsOptions {
  readonly config: ProductsConfig;
  readonly logger: Logger;
  readonly now?: () => Date;
  /** How often to look for reservations whose time is over; every 2 s unless told. */
  readonly sweepIntervalMs?: number;
  /** Called with every statement that is sent; for tests that count. */
  readonly onStatement?: (sql: string) => void;
}

/** Builds products; nothing listens until `listen`. */
export function createProductsApp(options: ProductsOptions) {
  const { config, logger, now = () => new Date() } = options;
  const database = openDatabase(config.DATABASE_URL, {
    onConnectionError: (error) => logger.warn({ err: error }, 'an idle database connection broke'),
    ...(options.onStatement === undefined ? {} : { onStatement: options.onStatement }),
  });
  const messaging = createProductsMessaging({ config, logger, now }, database);
  const transact: Dependencies['transact'] = (work, limits) => messaging.transact(work, limits);
  const dependencies = { database, transact, now, newId: uuidv7 };
  const sweeper = createExpirySweeper({
    transact,
    stockWithin,
    now,
    logger,
    intervalMs: options.sweepIntervalMs ?? 2_000,
  });
  const subgraph = createSubgraph({
    name: 'products',
    config,
    logger,
    now,
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    createContext: (input) => createContext(input, dependencies, config.PUBLIC_URL),
    readiness: { database: () => pingDatabase(database) },
    tolerates: { messaging: () => messaging.assertConnected() },
    routes: (app) => serveMedia(app, (id) => createCatalogueLoaders(database).image.load(id)),
  });
  return {
    listen: async () => {
      await messaging.start();
      sweeper.start();
      return await subgraph.listen();
    },
    close: async () => {
      await Promise.all([subgraph.close(), sweeper.stop()]);
      await messaging.stop();
      await database.$disconnect();
    },
  };
}

function createProductsMessaging(
  { config, logger, now }: Required<Pick<ProductsOptions, 'config' | 'logger' | 'now'>>,
  database: Database,
) {
  return createMessaging<Transaction>({
    domain: 'products',
    database,
    databaseUrl: config.DATABASE_URL,
    natsUrl: config.NATS_URL,
    logger,
    failpoint: config.FAILPOINTS,
    now,
    publishes,
    consumes: consumes(stockWithin),
  });
}

function createContext(
  { viewer, request }: ContextInput,
  dependencies: Dependencies,
  publicUrl: string,
): Context {
  const loaders = createCatalogueLoaders(dependencies.database);
  return {
    viewer,
    currency: preferredCurrency(request.headers['x-currency']),
    publicUrl: publicUrl.replace(/\/$/, ''),
    loaders,
    useCases: createUseCases(dependencies, loaders),
  };
}
