import { createMessaging } from '@cartwright/messaging';
import { byKey, listByKey } from '@cartwright/graph';
import { type Logger } from '@cartwright/process';
import { createSubgraph, type ContextInput } from '@cartwright/subgraph';
import { v7 as uuidv7 } from 'uuid';
import type { Config } from './config.ts';
import type { Context } from './graphql.ts';
import { consumes, publishes } from './messages.ts';
import type { PaymentProvider } from './provider/payment-provider.ts';
import { createSimulatorProvider } from './provider/simulator-provider.ts';
import { openDatabase } from './repository/database.ts';
import { createPaymentsRepository, type PaymentsRepository } from './repository/payments-repository.ts';
import { resolvers } from './resolvers/mod.ts';
import type { Dependencies } from './use-cases/dependencies.ts';
import { createUseCases } from './use-cases/mod.ts';
import { runSweeper, type Sweeper } from './use-cases/run-sweeper.ts';
import { serveWebhooks } from './webhook-route.ts';

/** What payments is built from. */
export interface PaymentsOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly now?: () => Date;
  /** Called with every statement sent, for tests that count. */
  readonly onStatement?: (sql: string) => void;
  /** How long the provider may take to answer; 3 s unless told. */
  readonly providerTimeoutMs?: number;
  /** Puts something around the provider, for tests. */
  readonly wrapProvider?: (provider: PaymentProvider) => PaymentProvider;
}

/** Builds payments; nothing listens until `listen`. */
export function createPaymentsApp(options: PaymentsOptions) {
  const { config, logger, now = () => new Date(), onStatement, wrapProvider = unwrapped } = options;
  const repository = createPaymentsRepository(
    openDatabase(config.DATABASE_URL, onStatement === undefined ? {} : { onStatement }),
  );
  const { PAYMENT_SIMULATOR_URL: url, PAYMENT_WEBHOOK_SECRET: webhookSecret } = config;
  const timeoutMs = options.providerTimeoutMs ?? 3_000;
  const provider = wrapProvider(createSimulatorProvider({ url, webhookSecret, timeoutMs, now }));
  const transact: Dependencies['transact'] = (work, limits) => messaging.transact(work, limits);
  const dependencies: Dependencies = { repository, provider, transact, logger, now, newId: uuidv7 };
  const useCases = createUseCases(dependencies);
  const messaging = createMessaging({
    domain: 'payments',
    database: repository.database,
    databaseUrl: config.DATABASE_URL,
    natsUrl: config.NATS_URL,
    logger,
    failpoint: config.FAILPOINTS,
    now,
    publishes,
    consumes: consumes(useCases, repository),
  });
  const subgraph = createSubgraph({
    name: 'payments',
    config,
    logger,
    now,
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    createContext: (input) => createContext(input, repository),
    readiness: { database: repository.ping },
    tolerates: { messaging: () => messaging.assertConnected() },
    routes: (app) => serveWebhooks(app, { path: '/webhooks/simulator', provider, ...useCases }),
  });
  let sweeper: Sweeper | undefined;
  return {
    listen: async () => {
      await messaging.start();
      sweeper = runSweeper(dependencies, useCases.pursuePayment);
      return await subgraph.listen();
    },
    close: async () => {
      await subgraph.close();
      await messaging.stop();
      await sweeper?.stop();
      await provider.close();
      await repository.close();
    },
  };
}

const unwrapped = (provider: PaymentProvider): PaymentProvider => provider;

function createContext({ viewer }: ContextInput, repository: PaymentsRepository): Context {
  const { payments, receipts, transactionsOf } = repository;
  return {
    viewer,
    loaders: {
      payments: byKey(payments.byIds, ({ id }) => id),
      transactions: listByKey(transactionsOf, ({ paymentId }) => paymentId),
      receipts: byKey(receipts.byPaymentIds, ({ paymentId }) => paymentId),
      receiptsByOrder: byKey(receipts.byOrderIds, ({ orderId }) => orderId),
    },
  };
}
