import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';
import { obtainBinary } from '../binaries/obtain-binary.ts';
import { freePort } from '../free-port.ts';
import { privateDirectory } from '../private-directory.ts';
import type { RunningService } from '../running-service.ts';
import { serveChild } from '../children/serve-child.ts';
import { redisUsersFile, type RedisPasswords, type RedisUser } from './redis-users.ts';

/** Where Redis keeps its files and listens, and who may log in. */
export interface RedisOptions {
  readonly dataDir: string;
  readonly passwords: RedisPasswords;
  readonly port?: number;
}

/** Redis with one login per service; `url` is the admin's. */
export interface RedisService extends RunningService {
  readonly urlFor: (user: RedisUser) => string;
}

/** Starts a private Redis on 127.0.0.1 without persistence: it holds caches and rate limits only. */
export async function startRedis({ dataDir, passwords, port: wanted }: RedisOptions): Promise<RedisService> {
  const binary = await obtainBinary('redis-server');
  const port = wanted ?? (await freePort());
  const directory = privateDirectory(path.join(dataDir, 'redis'));
  const urlFor = redisUrls(passwords, port);
  const service = await serveChild({
    name: 'Redis',
    command: binary.file,
    args: redisArguments(port, directory, writeUsers(directory, passwords)),
    env: { ...process.env, ...binary.env },
    logFile: path.join(dataDir, 'logs', 'redis.log'),
    url: urlFor('admin'),
    port,
    probe: () => pingRedis(urlFor('admin')),
  });
  return { ...service, urlFor };
}

/** Builds each user's URL of a Redis on this machine. */
export function redisUrls(passwords: RedisPasswords, port: number): RedisService['urlFor'] {
  return (user) => `redis://${user}:${passwords[user]}@127.0.0.1:${port}`;
}

function writeUsers(directory: string, passwords: RedisPasswords): string {
  const file = path.join(directory, 'users.acl');
  writeFileSync(file, redisUsersFile(passwords), { mode: 0o600 });
  return file;
}

function redisArguments(port: number, directory: string, usersFile: string): string[] {
  return [
    ['--port', String(port)],
    ['--bind', '127.0.0.1'],
    ['--dir', directory],
    ['--aclfile', usersFile],
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
