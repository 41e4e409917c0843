import { createLogger, runProcess } from '@cartwright/subgraph-kit';
import { createCartsApp } from './app.ts';
import { loadConfig } from './config.ts';

const config = loadConfig();
const logger = createLogger({ name: 'carts', level: config.LOG_LEVEL });

await runProcess({
  name: 'carts',
  logger,
  start: async () => {
    const app = createCartsApp({ config, logger });
    const { url } = await app.listen();
    logger.info({ url }, 'carts is listening');
    return app;
  },
});
