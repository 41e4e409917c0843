import { createDatabaseClock } from '@cartwright/database';
import { createLogger, readConfig, runProcess } from '@cartwright/process';
import { createSimulatorApp } from './app.ts';
import { configSchema } from './config.ts';

const config = readConfig(configSchema);
const logger = createLogger({ name: 'simulator', level: config.LOG_LEVEL });
const clock = createDatabaseClock(config.DATABASE_URL, logger);

await runProcess({
  name: 'simulator',
  logger,
  start: async () => {
    await clock.start();
    const app = createSimulatorApp({ config, logger, now: clock.now });
    const { url } = await app.listen();
    logger.info({ url }, 'the payment provider simulator is listening');
    return app;
  },
});
