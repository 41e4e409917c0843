import { createLogger } from '@cartwright/process';
import { createSimulatorApp } from '../src/simulator/app.ts';
import type { Ledger } from '../src/simulator/read-ledger.ts';

/** The secret that the simulator signs its events with in tests. */
export const webhookSecret = 'webhook-secret-of-a-test';

/** A payment provider of this test's own. */
export interface TestSimulator extends AsyncDisposable {
  readonly url: string;
  ledger(orderReference?: string): Promise<Ledger>;
}

/** Starts the simulator in this process on a database that has its tables. */
export async function startSimulator(options: {
  databaseUrl: string;
  webhookUrl: string;
  settleMs?: number;
}): Promise<TestSimulator> {
  const app = createSimulatorApp({
    config: {
      HOST: '127.0.0.1',
      PORT: 0,
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
