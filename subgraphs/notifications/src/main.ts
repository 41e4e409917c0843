import { createDatabaseClock } from '@cartwright/database';
import { createLogger, runProcess } from '@cartwright/process';
import { createNotificationsApp } from './app.ts';
import { loadConfig } from './config.ts';

const config = loadConfig();
const logger = createLogger({ name: 'notifications', level: config.LOG_LEVEL });
const clock = createDatabaseClock(config.DATABASE_URL, logger);

await runProcess({
  name: 'notifications',
  logger,
  start: async () => {
    await clock.start();
    const app = await createNotificationsApp({ config, logger, now: clock.now });
    const { url } = await app.listen();
    logger.info({ url }, 'notifications is listening');
    return app;
  },
});
