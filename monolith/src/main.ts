import { createLogger, openLogDestination, runProcess } from '@cartwright/process';
import { startMonolith } from './start-monolith.ts';

const destination = openLogDestination();
const logger = createLogger({ name: 'store', level: process.env['LOG_LEVEL'] ?? 'info', destination });

await runProcess({
  name: 'store',
  logger,
  start: async () => {
    const store = await startMonolith({ env: process.env, destination });
    process.on('SIGHUP', () => {
      void store.reload().then((outcome) => logger.info(outcome, 'supergraph read again'));
    });
    logger.info({ url: store.url }, 'the store is listening');
    return store;
  },
});
