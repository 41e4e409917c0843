import { createDatabaseClock } from '@cartwright/database';
import { createLogger, runProcess } from '@cartwright/process';
import { createCartsApp } from './app.ts';
import { loadConfig } from './config.ts';

const config = loadConfig();
const logger = createLogger({ name: 'carts', level: config.LOG_LEVEL });
const clock = createDatabaseClock(config.DATABASE_URL, logger);

await runProcess({
  name: 'carts',
  logger,
  start: async () => {
    await clock.start();
    const app = createCartsApp({ config, logger, now: clock.now });
    const { url } = await app.listen();
    logger.info({ url }, 'carts is listening');
    return app;
  },
});
