import { createLogger, runProcess } from '@cartwright/process';
import { createGateway } from './app.ts';
import { readGatewayConfig } from './config.ts';
import { redisClock } from './rate/redis-time.ts';

const config = readGatewayConfig();
const logger = createLogger({ name: 'gateway', level: config.logLevel });
const clock = redisClock(config.redisUrl, logger);

await runProcess({
  name: 'gateway',
  logger,
  start: async () => {
    await clock.start();
    const gateway = await createGateway({ config, logger, now: clock.now });
    process.on('SIGHUP', () => {
      void gateway.reload().then((outcome) => logger.info(outcome, 'supergraph read again'));
    });
    const { url } = await gateway.listen();
    logger.info({ url }, 'gateway is listening');
    return gateway;
  },
});
