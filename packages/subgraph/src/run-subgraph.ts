import { createDatabaseClock } from '@cartwright/database';
import { createLogger, readConfig, runProcess, type BaseConfig } from '@cartwright/process';
import { createApp } from './create-app.ts';
import type { SubgraphDefinition } from './define-subgraph.ts';

/** Runs a subgraph as a process, with the clock of its database, until it is signalled to stop. */
export async function runSubgraph<Config extends BaseConfig, Tables>(
  definition: SubgraphDefinition<Config, Tables>,
): Promise<void> {
  const { name, configSchema } = definition;
  const config = readConfig(configSchema);
  const logger = createLogger({ name, level: config.LOG_LEVEL });
  const clock = createDatabaseClock(config.DATABASE_URL, logger);
  await runProcess({
    name,
    logger,
    start: async () => {
      await clock.start();
      const app = await createApp(definition, { config, logger, now: clock.now });
      const { url } = await app.listen();
      logger.info({ url }, `${name} is listening`);
      return app;
    },
  });
}
