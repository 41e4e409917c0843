import { createDatabaseClock } from '@cartwright/database';
import type { Domain } from '@cartwright/events';
import { createLogger, readConfig, type BaseConfig } from '@cartwright/process';
import { createApp, type App, type AppOptions, type SubgraphDefinition } from '@cartwright/subgraph';
import { partEnvironment, type Environment } from './part-environment.ts';

/** What is the same for all parts. */
export interface Surroundings extends Pick<AppOptions<never>, 'identity' | 'neighbours'> {
  readonly env: Environment;
  /** Where all of them log, each under its name. */
  readonly destination: NonNullable<Parameters<typeof createLogger>[0]['destination']>;
}

/** A subgraph in this process; nothing of it runs before `start`. */
export interface OpenPart extends Omit<App, 'listen'> {
  readonly name: Domain;
}

/** After the gateway has finished what came from outside, little is under way. */
const drainTimeoutMs = 1_000;

/** Builds a subgraph as a part of this process, with the clock of its database. */
export async function openPart<Config extends BaseConfig, Tables>(
  definition: SubgraphDefinition<Config, Tables>,
  { env, destination, ...shared }: Surroundings,
): Promise<OpenPart> {
  const { name, configSchema } = definition;
  const config = readConfig(configSchema, partEnvironment(name, env));
  const logger = createLogger({ name, level: config.LOG_LEVEL, destination });
  const clock = createDatabaseClock(config.DATABASE_URL, logger);
  await clock.start();
  const app = await createApp(definition, { config, logger, now: clock.now, drainTimeoutMs, ...shared });
  return { ...app, name };
}
