import type { Owned } from '../processes/owned.ts';
import type { Supervision } from '../processes/supervision.ts';
import { hasDockerCompose } from '../docker/compose-service.ts';
import { composeNats, composePostgres, composeRedis } from '../docker/compose-services.ts';
import type { ProgramName } from '../services/binaries/binary.ts';
import { installPrograms } from '../services/binaries/obtain-binary.ts';
import { programMissing } from '../services/binaries/program-missing.ts';
import { keepService } from '../services/keep-service.ts';
import { pingNats, startNats, type NatsService } from '../services/nats.ts';
import { pingPostgres, startPostgres } from '../services/postgres.ts';
import { pingRedis, startRedis } from '../services/redis.ts';
import { externalService, type RunningService } from '../services/running-service.ts';
import { ServiceFailure } from '../services/service-failure.ts';
import type { Ports } from './store-ports.ts';

/** The three servers behind a store. */
export interface Services {
  readonly postgres: RunningService;
  readonly redis: RunningService;
  readonly nats: NatsService;
}

/** Where private services keep their data, and the URLs of those that are there already. */
export interface ServicesOptions {
  readonly dataDir: string;
  readonly ports: Ports;
  readonly fast: boolean;
  /** POSTGRES_URL (a superuser's), REDIS_URL and NATS_URL name a service to use instead of a private one. */
  readonly environment: NodeJS.ProcessEnv;
  readonly owned: Owned;
  readonly note: (text: string) => void;
  readonly supervision: Supervision;
}

/**
 * Starts the services at the same time, or finds those that the environment names. What this machine lacks is fetched
 * first; what can not be fetched runs in Docker, where there is one.
 */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const inDocker = await programsForDocker(options);
  const outcomes = await Promise.allSettled([
    providePostgres(options, inDocker),
    provideRedis(options, inDocker),
    provideNats(options, inDocker),
  ]);
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') await options.owned.add(outcome.value);
  }
  const [postgres, redis, nats] = outcomes;
  return { postgres: valueOf(postgres), redis: valueOf(redis), nats: valueOf(nats) };
}

/** The programs that this machine neither has nor can fetch, provided that Docker can stand in. */
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
  const { dataDir, ports, fast, supervision } = options;
  const url = options.environment['POSTGRES_URL'];
  const port = portOf(ports, 'postgres');
  if (!url && inDocker.has('postgres')) return composePostgres(dataDir, port);
  if (!url) return keepService(() => startPostgres({ dataDir, fast, port }), supervision);
  await answers('POSTGRES_URL', url, pingPostgres);
  return externalService('PostgreSQL', url);
}

async function provideRedis(
  options: ServicesOptions,
  inDocker: ReadonlySet<ProgramName>,
): Promise<RunningService> {
  const { dataDir, ports, supervision } = options;
  const url = options.environment['REDIS_URL'];
  const port = portOf(ports, 'redis');
  if (!url && inDocker.has('redis-server')) return composeRedis(dataDir, port);
  if (!url) return keepService(() => startRedis({ dataDir, port }), supervision);
  await answers('REDIS_URL', url, pingRedis);
  return externalService('Redis', url);
}

async function provideNats(
  options: ServicesOptions,
  inDocker: ReadonlySet<ProgramName>,
): Promise<NatsService> {
  const { dataDir, ports, supervision } = options;
  const url = options.environment['NATS_URL'];
  const port = portOf(ports, 'nats');
  if (!url && inDocker.has('nats-server')) return composeNats(dataDir, port);
  if (!url) return keepService(() => startNats({ dataDir, port }), supervision);
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
