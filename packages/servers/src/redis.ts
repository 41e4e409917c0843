import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';
import { obtainBinary } from './binaries/obtain-binary.ts';
import { freePort } from './free-port.ts';
import type { RunningService } from './running-service.ts';
import { serveChild } from './children/serve-child.ts';

/** Where Redis keeps its files and listens. */
export interface RedisOptions {
  readonly dataDir: string;
  readonly port?: number;
}

/** Starts a private Redis on 127.0.0.1 without persistence: it holds caches and rate limits only. */
export async function startRedis({ dataDir, port: wanted }: RedisOptions): Promise<RunningService> {
  const binary = await obtainBinary('redis-server');
  const port = wanted ?? (await freePort());
  const directory = path.join(dataDir, 'redis');
  mkdirSync(directory, { recursive: true });
  const url = `redis://127.0.0.1:${port}`;
  return serveChild({
    name: 'Redis',
    command: binary.file,
    args: redisArguments(port, directory),
    env: { ...process.env, ...binary.env },
    logFile: path.join(dataDir, 'logs', 'redis.log'),
    url,
    port,
    probe: () => pingRedis(url),
  });
}

function redisArguments(port: number, directory: string): string[] {
  return [
    ['--port', String(port)],
    ['--bind', '127.0.0.1'],
    ['--dir', directory],
    ['--save', ''],
    ['--appendonly', 'no'],
    ['--maxmemory', '256mb'],
    ['--maxmemory-policy', 'allkeys-lru'],
  ].flat();
}

/** Connects and asks for a PONG. @throws when it does not answer. */
export async function pingRedis(url: string): Promise<void> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
  } finally {
    client.disconnect();
  }
}
