import type { Owned } from '../processes/owned.ts';
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
}

/** Starts the services at the same time, or finds those that the environment names. */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const [postgres, redis, nats] = await Promise.allSettled([
    providePostgres(options),
    provideRedis(options),
    provideNats(options),
  ]);
  for (const outcome of [postgres, redis, nats]) {
    if (outcome.status === 'fulfilled') await options.owned.add(outcome.value);
  }
  return { postgres: valueOf(postgres), redis: valueOf(redis), nats: valueOf(nats) };
}

function valueOf<T>(outcome: PromiseSettledResult<T>): T {
  if (outcome.status === 'fulfilled') return outcome.value;
  throw outcome.reason;
}

async function providePostgres({
  dataDir,
  ports,
  fast,
  environment,
}: ServicesOptions): Promise<RunningService> {
  const url = environment['POSTGRES_URL'];
  if (!url) return startPostgres({ dataDir, fast, ...portOf(ports, 'postgres') });
  await answers('POSTGRES_URL', url, pingPostgres);
  return externalService('PostgreSQL', url);
}

async function provideRedis({ dataDir, ports, environment }: ServicesOptions): Promise<RunningService> {
  const url = environment['REDIS_URL'];
  if (!url) return startRedis({ dataDir, ...portOf(ports, 'redis') });
  await answers('REDIS_URL', url, pingRedis);
  return externalService('Redis', url);
}

async function provideNats({ dataDir, ports, environment }: ServicesOptions): Promise<NatsService> {
  const url = environment['NATS_URL'];
  if (!url) return startNats({ dataDir, ...portOf(ports, 'nats') });
  await answers('NATS_URL', url, pingNats);
  return { ...externalService('NATS', url), urlFor: () => url };
}

function portOf(ports: Ports, name: string): { port?: number } {
  const port = ports[name];
  return port === undefined ? {} : { port };
}

async function answers(variable: string, url: string, ping: (url: string) => Promise<void>): Promise<void> {
  try {
    await ping(url);
  } catch (error) {
    const advice = `Start what ${variable} names, or unset it to get a private one.`;
    throw new ServiceFailure(`Nothing usable answers at ${variable}.`, { advice, cause: error });
  }
}
