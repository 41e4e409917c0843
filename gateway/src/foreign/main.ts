import { createLogger, runProcess } from '@cartwright/process';
import { createGateway } from '../app.ts';
import { foreignConfig } from './config.ts';
import { readForeignSupergraph } from './read-arguments.ts';

const config = foreignConfig(readForeignSupergraph(process.argv.slice(2)));
const logger = createLogger({ name: 'gateway', level: config.logLevel });

await runProcess({
  name: 'gateway',
  logger,
  start: async () => {
    const gateway = await createGateway({ config, logger });
    const { url } = await gateway.listen();
    process.stdout.write(`GraphQL is served at ${url}/graphql\n`);
    return gateway;
  },
});
