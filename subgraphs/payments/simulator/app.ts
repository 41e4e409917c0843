import { openDatabase } from '@cartwright/database';
import { createHttpApp, createLoop, serveHealth, type Logger } from '@cartwright/process';
import type { AddressInfo } from 'node:net';
import { serveActions } from './api/serve-actions.ts';
import { serveApi } from './api/serve-api.ts';
import { settlePayments } from './books/settle-payments.ts';
import type { SimulatorConfig } from './config.ts';
import type { Simulator } from './simulator.ts';
import type { SimulatorTables } from './tables.ts';
import { deliverWebhooks } from './webhooks/deliver-webhooks.ts';

/** What the simulator is built from. */
export interface SimulatorOptions {
  readonly config: SimulatorConfig;
  readonly logger: Logger;
  readonly now?: () => Date;
}

const intervalMs = 150;

/** Builds the payment provider simulator; nothing listens until `listen`. */
export function createSimulatorApp({ config, logger, now = () => new Date() }: SimulatorOptions) {
  const database = openDatabase<SimulatorTables>(config.DATABASE_URL, {
    onConnectionError: (error) => logger.warn({ err: error }, 'an idle database connection broke'),
  });
  let url = `http://${config.HOST}:${config.PORT}`;
  const actionUrl = (reference: string) =>
    `${config.SIMULATOR_PUBLIC_URL ?? url}/actions/${encodeURIComponent(reference)}`;
  const simulator: Simulator = { database, actionUrl, now, settleMs: config.SETTLE_MS };
  const receiver = { url: config.WEBHOOK_URL, secret: config.PAYMENT_WEBHOOK_SECRET };
  const loops = [
    { name: 'deliver webhooks', round: () => deliverWebhooks({ database, logger, now, ...receiver }) },
    { name: 'settle payments', round: () => settlePayments(simulator) },
  ].map((loop) => createLoop({ ...loop, intervalMs, logger }));
  let isDraining = false;
  const app = createHttpApp(logger);
  serveHealth(app, { logger, checks: { database: database.ping }, isDraining: () => isDraining });
  serveApi(app, simulator);
  serveActions(app, simulator);
  return {
    listen: async () => {
      await app.listen({ host: config.HOST, port: config.PORT });
      url = `http://${config.HOST}:${(app.server.address() as AddressInfo).port}`;
      for (const loop of loops) loop.start();
      return { url };
    },
    close: async () => {
      isDraining = true;
      app.server.closeAllConnections(); // requests that are never answered would never end
      await app.close();
      await Promise.all(loops.map((loop) => loop.stop()));
      await database.close();
    },
  };
}
