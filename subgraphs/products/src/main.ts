import { createDatabaseClock } from '@cartwright/database';
import { createLogger, runProcess } from '@cartwright/process';
import { createProductsApp } from './app.ts';
import { loadConfig } from './config.ts';

const config = loadConfig();
const logger = createLogger({ name: 'products', level: config.LOG_LEVEL });
const clock = createDatabaseClock(config.DATABASE_URL, logger);

await runProcess({
  name: 'products',
  logger,
  start: async () => {
    await clock.start();
    const app = createProductsApp({ config, logger, now: clock.now });
    const { url } = await app.listen();
    logger.info({ url }, 'products is listening');
    return app;
  },
});
