import { createLogger, runProcess } from '@cartwright/subgraph-kit';
import { createAccountsApp } from './app.ts';
import { loadConfig } from './config.ts';

const config = loadConfig();
const logger = createLogger({ name: 'accounts', level: config.LOG_LEVEL });

await runProcess({
  name: 'accounts',
  logger,
  start: async () => {
    const app = await createAccountsApp({ config, logger });
    const { url } = await app.listen();
    logger.info({ url }, 'accounts is listening');
    return app;
  },
});
