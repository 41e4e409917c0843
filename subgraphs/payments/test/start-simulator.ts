import { createLogger } from '@cartwright/process';
import { createSimulatorApp } from '../simulator/app.ts';
import type { Ledger } from '../simulator/books/read-ledger.ts';

/** The secret that the simulator signs its events with in tests. */
export const webhookSecret = 'webhook-secret-of-a-test';

/** A payment provider of this test's own. */
export interface TestSimulator extends AsyncDisposable {
  readonly url: string;
  ledger(orderReference?: string): Promise<Ledger>;
}

/** What a simulator is started with. */
export interface TestSimulatorOptions {
  /** A database that has its tables. */
  readonly databaseUrl: string;
  readonly webhookUrl: string;
  /** Any free one by default. */
  readonly port?: number;
  readonly settleMs?: number;
}

/** Starts the simulator in this process. */
export async function startSimulator(options: TestSimulatorOptions): Promise<TestSimulator> {
  const app = createSimulatorApp({
    config: {
      HOST: '127.0.0.1',
      PORT: options.port ?? 0,
      DATABASE_URL: options.databaseUrl,
      LOG_LEVEL: 'silent',
      WEBHOOK_URL: options.webhookUrl,
      PAYMENT_WEBHOOK_SECRET: webhookSecret,
      SETTLE_MS: options.settleMs ?? 300,
    },
    logger: createLogger({ name: 'simulator', level: 'silent' }),
  });
  const { url } = await app.listen();
  return {
    url,
    ledger: async (orderReference) => {
      const query = orderReference === undefined ? '' : `?orderReference=${orderReference}`;
      const response = await fetch(`${url}/v1/ledger${query}`);
      return (await response.json()) as Ledger;
    },
    [Symbol.asyncDispose]: () => app.close(),
  };
}
