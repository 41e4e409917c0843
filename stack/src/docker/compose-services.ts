import {
  natsUrls,
  type NatsService,
  postgresUrl,
  redisUrls,
  type RedisService,
  type RunningService,
} from '@cartwright/servers';
import { startComposeService, type ComposeServiceOptions } from './compose-service.ts';

/** What every server in a container is started with. */
type ComposeOptions = Pick<ComposeServiceOptions, 'dataDir' | 'secrets' | 'port'>;

/** PostgreSQL in a container. */
export function composePostgres(options: ComposeOptions): Promise<RunningService> {
  const url = postgresUrl(options.secrets.superuserPassword, options.port);
  return startComposeService({ ...options, service: 'postgres', url });
}

/** Redis in a container, with the same users as a private one. */
export async function composeRedis(options: ComposeOptions): Promise<RedisService> {
  const urlFor = redisUrls(options.secrets.redisPasswords, options.port);
  return { ...(await startComposeService({ ...options, service: 'redis', url: urlFor('admin') })), urlFor };
}

/** NATS in a container, with the same users as a private one. */
export async function composeNats(options: ComposeOptions): Promise<NatsService> {
  const urlFor = natsUrls(options.secrets.natsPasswords, options.port);
  return { ...(await startComposeService({ ...options, service: 'nats', url: urlFor('admin') })), urlFor };
}
