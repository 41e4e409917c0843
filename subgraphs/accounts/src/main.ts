import { createDatabaseClock } from '@cartwright/database';
import { createLogger, runProcess } from '@cartwright/process';
import { createAccountsApp } from './app.ts';
import { loadConfig } from './config.ts';

const config = loadConfig();
const logger = createLogger({ name: 'accounts', level: config.LOG_LEVEL });
const clock = createDatabaseClock(config.DATABASE_URL, logger);

await runProcess({
  name: 'accounts',
  logger,
  start: async () => {
    await clock.start();
    const app = await createAccountsApp({ config, logger, now: clock.now });
    const { url } = await app.listen();
    logger.info({ url }, 'accounts is listening');
    return app;
  },
});
