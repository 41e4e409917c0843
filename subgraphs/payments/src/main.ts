import { createDatabaseClock } from '@cartwright/database';
import { createLogger, runProcess } from '@cartwright/process';
import { createPaymentsApp } from './app.ts';
import { loadConfig } from './config.ts';

const config = loadConfig();
const logger = createLogger({ name: 'payments', level: config.LOG_LEVEL });
const clock = createDatabaseClock(config.DATABASE_URL, logger);

await runProcess({
  name: 'payments',
  logger,
  start: async () => {
    await clock.start();
    const app = createPaymentsApp({ config, logger, now: clock.now });
    const { url } = await app.listen();
    logger.info({ url }, 'payments is listening');
    return app;
  },
});
