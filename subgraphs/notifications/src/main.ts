import { createLogger, runProcess } from '@cartwright/subgraph-kit';
import { createNotificationsApp } from './app.ts';
import { loadConfig } from './config.ts';

const config = loadConfig();
const logger = createLogger({ name: 'notifications', level: config.LOG_LEVEL });

await runProcess({
  name: 'notifications',
  logger,
  start: async () => {
    const app = await createNotificationsApp({ config, logger });
    const { url } = await app.listen();
    logger.info({ url }, 'notifications is listening');
    return app;
  },
});
