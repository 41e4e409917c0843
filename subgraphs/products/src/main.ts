import { createLogger, runProcess } from '@cartwright/subgraph-kit';
import { createProductsApp } from './app.ts';
import { loadConfig } from './config.ts';

const config = loadConfig();
const logger = createLogger({ name: 'products', level: config.LOG_LEVEL });

await runProcess({
  name: 'products',
  logger,
  start: async () => {
    const app = createProductsApp({ config, logger });
    const { url } = await app.listen();
    logger.info({ url }, 'products is listening');
    return app;
  },
});
