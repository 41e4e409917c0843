import { createLogger, runProcess } from '@cartwright/subgraph-kit';
import { createGateway } from './app.ts';
import { readGatewayConfig } from './config.ts';

const config = readGatewayConfig();
const logger = createLogger({ name: 'gateway', level: config.logLevel });

await runProcess({
  name: 'gateway',
  logger,
  start: async () => {
    const gateway = await createGateway({ config, logger });
    process.on('SIGHUP', () => {
      void gateway.reload().then((outcome) => logger.info(outcome, 'supergraph read again'));
    });
    const { url } = await gateway.listen();
    logger.info({ url }, 'gateway is listening');
    return gateway;
  },
});
