import { createLogger, readConfig, runProcess } from '@cartwright/process';
import { createSimulatorApp } from './app.ts';
import { configSchema } from './config.ts';

const config = readConfig(configSchema);
const logger = createLogger({ name: 'simulator', level: config.LOG_LEVEL });

await runProcess({
  name: 'simulator',
  logger,
  start: async () => {
    const app = createSimulatorApp({ config, logger });
    const { url } = await app.listen();
    logger.info({ url }, 'the payment provider simulator is listening');
    return app;
  },
});
