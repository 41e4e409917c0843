import { createMessaging } from '@cartwright/messaging';
import { byKey, createPrisma, createSubgraph, type Logger } from '@cartwright/subgraph-kit';
import { v7 as uuidv7 } from 'uuid';
import type { Config } from './config.ts';
import { handleCustomerRegistered } from './events/customer-registered.ts';
import { handleGuestClaimed } from './events/guest-claimed.ts';
import { handleOrderCancelled } from './events/order-cancelled.ts';
import { handleOrderConfirmed } from './events/order-confirmed.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { createMailer } from './mail/create-mailer.ts';
import { createNotificationsRepository } from './repository/notifications-repository.ts';
import { resolvers } from './resolvers/mod.ts';
import { createRenderer } from './templates/create-renderer.ts';
import { createUseCases } from './use-cases/mod.ts';
import { runSender, type Sender } from './use-cases/run-sender.ts';

/** What notifications is built from. */
export interface NotificationsOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly now?: () => Date;
}

/** Builds notifications; nothing listens until `listen`. It publishes nothing. */
export async function createNotificationsApp({
  config,
  logger,
  now = () => new Date(),
}: NotificationsOptions) {
  const repository = createNotificationsRepository(createPrisma(PrismaClient, config.DATABASE_URL));
  const mailer = createMailer(config.SMTP_URL, config.MAIL_FROM);
  const render = await createRenderer();
  const useCases = createUseCases({ repository, mailer, render, now, newId: uuidv7 });
  const messaging = createMessaging({
    domain: 'notifications',
    database: repository.database,
    databaseUrl: config.DATABASE_URL,
    natsUrl: config.NATS_URL,
    logger,
    failpoint: config.FAILPOINTS,
    publishes: [],
    consumes: [
      handleOrderConfirmed(useCases),
      handleOrderCancelled(useCases),
      handleCustomerRegistered(useCases),
      handleGuestClaimed(repository),
    ],
  });
  const subgraph = createSubgraph({
    name: 'notifications',
    config,
    logger,
    now,
    schemaFile: new URL('../schema.graphql', import.meta.url),
    resolvers,
    createContext: ({ viewer }) => ({
      viewer,
      useCases,
      loaders: {
        notifications: byKey(repository.byIds, ({ id }) => id),
        unreadCounts: byKey(repository.unreadCounts, ({ userId }) => userId),
      },
    }),
    readiness: { database: repository.ping },
  });
  let sender: Sender | undefined;
  return {
    listen: async () => {
      await messaging.start();
      sender = runSender(useCases.sendDueMails, logger);
      return await subgraph.listen();
    },
    close: async () => {
      await subgraph.close();
      await messaging.stop();
      await sender?.stop();
      mailer.close();
      await repository.close();
    },
  };
}
