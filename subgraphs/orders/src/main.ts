import { createLogger, runProcess } from '@cartwright/subgraph-kit';
import { createOrdersApp } from './app.ts';
import { loadConfig } from './config.ts';

const config = loadConfig();
const logger = createLogger({ name: 'orders', level: config.LOG_LEVEL });

await runProcess({
  name: 'orders',
  logger,
  start: async () => {
    const app = createOrdersApp({ config, logger });
    const { url } = await app.listen();
    logger.info({ url }, 'orders is listening');
    return app;
  },
});
