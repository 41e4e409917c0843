import { createLogger, runProcess } from '@cartwright/subgraph-kit';
import { createPaymentsApp } from './app.ts';
import { loadConfig } from './config.ts';

const config = loadConfig();
const logger = createLogger({ name: 'payments', level: config.LOG_LEVEL });

await runProcess({
  name: 'payments',
  logger,
  start: async () => {
    const app = createPaymentsApp({ config, logger });
    const { url } = await app.listen();
    logger.info({ url }, 'payments is listening');
    return app;
  },
});
