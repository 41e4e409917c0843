import {
  type ProgramName,
  installPrograms,
  programMissing,
  keepService,
  pingNats,
  startNats,
  type NatsService,
  pingPostgres,
  startPostgres,
  pingRedis,
  startRedis,
  externalService,
  type RedisService,
  type RunningService,
  ServiceFailure,
} from '@cartwright/servers';
import { hasDockerCompose } from '../docker/compose-service.ts';
import { composeNats, composePostgres, composeRedis } from '../docker/compose-services.ts';
import { provideGroonga } from './provide-groonga.ts';
import type { ServicesOptions } from './services-options.ts';
import type { Ports } from './store-ports.ts';

/** The servers behind a store. */
export interface Services {
  readonly postgres: RunningService;
  readonly redis: RedisService;
  readonly nats: NatsService;
  /** Where searches are answered by a Groonga that is the store's own. */
  readonly groonga?: RunningService | undefined;
}

/**
 * Starts the services concurrently, or uses those that the environment names. Programs that this machine lacks are fetched
 * first; those that cannot be fetched run in Docker, where there is one.
 */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const inDocker = await programsForDocker(options);
  const outcomes = await Promise.allSettled([
    providePostgres(options, inDocker),
    provideRedis(options, inDocker),
    provideNats(options, inDocker),
    provideGroonga(options),
  ]);
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled' && outcome.value !== undefined) await options.owned.add(outcome.value);
  }
  const [postgres, redis, nats, groonga] = outcomes;
  return {
    postgres: valueOf(postgres),
    redis: valueOf(redis),
    nats: valueOf(nats),
    groonga: valueOf(groonga),
  };
}

/** The programs that are missing and cannot be fetched, to be run in Docker. @throws ServiceFailure without Docker */
async function programsForDocker({ environment, note }: ServicesOptions): Promise<ReadonlySet<ProgramName>> {
  const variables = {
    postgres: 'POSTGRES_URL',
    'redis-server': 'REDIS_URL',
    'nats-server': 'NATS_URL',
  } as const;
  const wanted = (['postgres', 'redis-server', 'nats-server'] as const).filter(
    (name) => !environment[variables[name]],
  );
  const missing = await installPrograms(wanted, note);
  const [first] = missing;
  if (first === undefined) return new Set();
  if (!(await hasDockerCompose())) throw programMissing(first);
  note(`docker compose up ${missing.join(' ')}`);
  return new Set(missing);
}

function valueOf<T>(outcome: PromiseSettledResult<T>): T {
  if (outcome.status === 'fulfilled') return outcome.value;
  throw outcome.reason;
}

async function providePostgres(
  options: ServicesOptions,
  inDocker: ReadonlySet<ProgramName>,
): Promise<RunningService> {
  const { dataDir, secrets, ports, fast, supervision } = options;
  const url = options.environment['POSTGRES_URL'];
  const port = portOf(ports, 'postgres');
  if (!url && inDocker.has('postgres')) return composePostgres({ dataDir, secrets, port });
  const own = { dataDir, password: secrets.superuserPassword, fast, port };
  if (!url) return keepService(() => startPostgres(own), supervision);
  await answers('POSTGRES_URL', url, pingPostgres);
  return externalService('PostgreSQL', url);
}

async function provideRedis(
  options: ServicesOptions,
  inDocker: ReadonlySet<ProgramName>,
): Promise<RedisService> {
  const { dataDir, secrets, ports, supervision } = options;
  const url = options.environment['REDIS_URL'];
  const port = portOf(ports, 'redis');
  if (!url && inDocker.has('redis-server')) return composeRedis({ dataDir, secrets, port });
  const own = { dataDir, passwords: secrets.redisPasswords, port };
  if (!url) return keepService(() => startRedis(own), supervision);
  await answers('REDIS_URL', url, pingRedis);
  return { ...externalService('Redis', url), urlFor: () => url };
}

async function provideNats(
  options: ServicesOptions,
  inDocker: ReadonlySet<ProgramName>,
): Promise<NatsService> {
  const { dataDir, secrets, ports, supervision } = options;
  const url = options.environment['NATS_URL'];
  const port = portOf(ports, 'nats');
  if (!url && inDocker.has('nats-server')) return composeNats({ dataDir, secrets, port });
  const own = { dataDir, passwords: secrets.natsPasswords, port };
  if (!url) return keepService(() => startNats(own), supervision);
  await answers('NATS_URL', url, pingNats);
  return { ...externalService('NATS', url), urlFor: () => url };
}

function portOf(ports: Ports, name: string): number {
  const port = ports[name];
  if (port === undefined) throw new Error(`No port was chosen for ${name}.`);
  return port;
}

async function answers(variable: string, url: string, ping: (url: string) => Promise<void>): Promise<void> {
  try {
    await ping(url);
  } catch (error) {
    const advice = `Start what ${variable} names, or unset it to get a private one.`;
    throw new ServiceFailure(`Nothing usable answers at ${variable}.`, { advice, cause: error });
  }
}
