import { loadSecrets } from '../secrets.ts';
import { natsUrls, type NatsService } from '../services/nats.ts';
import { postgresUrl } from '../services/postgres.ts';
import type { RunningService } from '../services/running-service.ts';
import { startComposeService } from './compose-service.ts';

/** PostgreSQL in a container. */
export function composePostgres(dataDir: string, port: number): Promise<RunningService> {
  const url = postgresUrl(loadSecrets(dataDir), port);
  return startComposeService({ dataDir, service: 'postgres', port, url });
}

/** Redis in a container. */
export function composeRedis(dataDir: string, port: number): Promise<RunningService> {
  return startComposeService({ dataDir, service: 'redis', port, url: `redis://127.0.0.1:${port}` });
}

/** NATS in a container, with the same users as a private one. */
export async function composeNats(dataDir: string, port: number): Promise<NatsService> {
  const urlFor = natsUrls(loadSecrets(dataDir), port);
  return { ...(await startComposeService({ dataDir, service: 'nats', port, url: urlFor('admin') })), urlFor };
}
