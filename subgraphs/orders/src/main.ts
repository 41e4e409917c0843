import { createDatabaseClock } from '@cartwright/database';
import { createLogger, runProcess } from '@cartwright/process';
import { createOrdersApp } from './app.ts';
import { loadConfig } from './config.ts';

const config = loadConfig();
const logger = createLogger({ name: 'orders', level: config.LOG_LEVEL });
const clock = createDatabaseClock(config.DATABASE_URL, logger);

await runProcess({
  name: 'orders',
  logger,
  start: async () => {
    await clock.start();
    const app = createOrdersApp({ config, logger, now: clock.now });
    const { url } = await app.listen();
    logger.info({ url }, 'orders is listening');
    return app;
  },
});
