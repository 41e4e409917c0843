import { createMessaging } from '@cartwright/messaging';
import { byKey } from '@cartwright/graph';
import { type Logger } from '@cartwright/process';
import { createSubgraph } from '@cartwright/subgraph';
import { v7 as uuidv7 } from 'uuid';
import type { Config } from './config.ts';
import { createMailer } from './mail/create-mailer.ts';
import type { Context } from './graphql.ts';
import { consumes } from './messages.ts';
import {
  createNotificationsRepository,
  type NotificationsRepository,
} from './repository/notifications-repository.ts';
import { resolvers } from './resolvers/mod.ts';
import { createRenderer } from './templates/create-renderer.ts';
import { createUseCases, type UseCases } from './use-cases/mod.ts';
import { runSender, type Sender } from './use-cases/run-sender.ts';

/** What notifications is built from. */
export interface NotificationsOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly now?: () => Date;
  /** Called with the text of every statement; for tests that count. */
  readonly onStatement?: (sql: string) => void;
}

/** Builds notifications; nothing listens until `listen`. It publishes nothing. */
export async function createNotificationsApp(options: NotificationsOptions) {
  const { config, logger, now = () => new Date(), onStatement } = options;
  const repository = createNotificationsRepository(config.DATABASE_URL, {
    onConnectionError: (error) => logger.warn({ err: error }, 'an idle database connection broke'),
    ...(onStatement === undefined ? {} : { onStatement }),
  });
  const mailer = createMailer(config.SMTP_URL, config.MAIL_FROM);
  const render = await createRenderer();
  const useCases = createUseCases({ repository, mailer, render, now, newId: uuidv7 });
  const messaging = createNotificationsMessaging({ config, logger, now }, repository, useCases);
  const subgraph = createSubgraph({
    name: 'notifications',
    config,
    logger,
    now,
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    createContext: ({ viewer }) => ({ viewer, useCases, loaders: createLoaders(repository) }),
    readiness: { database: repository.ping },
    tolerates: { messaging: () => messaging.assertConnected() },
  });
  let sender: Sender | undefined;
  return {
    listen: async () => {
      await messaging.start();
      sender = runSender(useCases.sendDueMails, logger);
      return await subgraph.listen();
    },
    close: async () => {
      await Promise.all([subgraph.close(), sender?.stop()]);
      await messaging.stop();
      mailer.close();
      await repository.close();
    },
  };
}

function createNotificationsMessaging(
  { config, logger, now }: Required<Pick<NotificationsOptions, 'config' | 'logger' | 'now'>>,
  repository: NotificationsRepository,
  useCases: UseCases,
) {
  return createMessaging({
    domain: 'notifications',
    database: repository.database,
    databaseUrl: config.DATABASE_URL,
    natsUrl: config.NATS_URL,
    logger,
    failpoint: config.FAILPOINTS,
    now,
    publishes: [],
    consumes: consumes(useCases, repository),
  });
}

function createLoaders(repository: NotificationsRepository): Context['loaders'] {
  return {
    notifications: byKey(repository.byIds, ({ id }) => id),
    pages: repository.createPageLoader(),
    counts: byKey(repository.counts, ({ userId }) => userId),
    unreadCounts: byKey(repository.unreadCounts, ({ userId }) => userId),
  };
}
