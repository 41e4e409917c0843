import { openDatabase } from '@cartwright/database';
import { createHttpApp, createLoop, serveHealth, type Logger, type Loop } from '@cartwright/process';
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

/** How soon what has become due is done: while payments are made, and when nobody has asked for anything for a while. */
const busyIntervalMs = 150;
const idleIntervalMs = 5_000;
const busyForMs = 30_000;

/** Builds the payment provider simulator; nothing listens until `listen`. */
export function createSimulatorApp({ config, logger, now = () => new Date() }: SimulatorOptions) {
  const database = openDatabase<SimulatorTables>(config.DATABASE_URL, {
    plansOnce: true,
    looksUp: true,
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
  ].map((loop) => createLoop({ ...loop, intervalMs: idleIntervalMs, logger }));
  const bustle = wakingWhileBusy(loops);
  let isDraining = false;
  const app = createHttpApp(logger);
  serveHealth(app, { logger, checks: { database: database.ping }, isDraining: () => isDraining });
  app.addHook('onRequest', ({ method }, _reply, done) => {
    if (method !== 'GET') bustle.begin();
    done();
  });
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
      bustle.end();
      app.server.closeAllConnections(); // requests that are never answered would never end
      await app.close();
      await Promise.all(loops.map((loop) => loop.stop()));
      await database.close();
    },
  };
}

/** Wakes loops again and again from a request on, since what that leads to becomes due by and by. */
function wakingWhileBusy(loops: readonly Loop[]): { readonly begin: () => void; readonly end: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let busyUntilMs = 0;
  const end = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  const wake = (): void => {
    for (const loop of loops) loop.wake();
    if (performance.now() > busyUntilMs) end();
  };
  return {
    begin: () => {
      busyUntilMs = performance.now() + busyForMs;
      timer ??= setInterval(wake, busyIntervalMs);
    },
    end,
  };
}
