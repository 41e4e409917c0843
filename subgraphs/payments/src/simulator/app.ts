import { createHttpApp, serveHealth, type Logger } from '@cartwright/process';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import type { SimulatorConfig } from './config.ts';
import { deliverWebhooks } from './deliver-webhooks.ts';
import { serveRoutes } from './routes.ts';
import { runLoop } from './run-loop.ts';
import { settlePayments } from './settle-payments.ts';

/** What the simulator is built from. */
export interface SimulatorOptions {
  readonly config: SimulatorConfig;
  readonly logger: Logger;
  readonly now?: () => Date;
}

const roundMs = 150;

/** Builds the payment provider simulator; nothing listens until `listen`. */
export function createSimulatorApp({ config, logger, now = () => new Date() }: SimulatorOptions) {
  const pool = new Pool({ connectionString: config.DATABASE_URL, max: 10, keepAlive: true });
  pool.on('error', (error) => logger.warn({ err: error }, 'a database connection broke'));
  const app = createHttpApp(logger);
  let url = `http://${config.HOST}:${config.PORT}`;
  const actionUrl = (reference: string) =>
    `${config.SIMULATOR_PUBLIC_URL ?? url}/actions/${encodeURIComponent(reference)}`;
  const shared = { pool, actionUrl, now, settleMs: config.SETTLE_MS };
  let isDraining = false;
  serveHealth(app, {
    logger,
    checks: { database: () => pool.query('SELECT 1') },
    isDraining: () => isDraining,
  });
  serveRoutes(app, shared);
  const delivery = { pool, url: config.WEBHOOK_URL, secret: config.PAYMENT_WEBHOOK_SECRET, logger, now };
  const loops: { stop: () => Promise<void> }[] = [];
  return {
    listen: async () => {
      await app.listen({ host: config.HOST, port: config.PORT });
      url = `http://${config.HOST}:${(app.server.address() as AddressInfo).port}`;
      loops.push(runLoop(() => deliverWebhooks(delivery), roundMs, logger));
      loops.push(runLoop(() => settlePayments(shared), roundMs, logger));
      return { url };
    },
    close: async () => {
      isDraining = true;
      app.server.closeAllConnections(); // those that hang on purpose would never end
      await app.close();
      await Promise.all(loops.map((loop) => loop.stop()));
      await pool.end();
    },
  };
}
