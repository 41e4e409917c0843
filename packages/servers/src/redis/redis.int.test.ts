import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startRedis, type RedisService } from './redis.ts';

let dataDir: string;
let service: RedisService;
let gateway: Redis;
let admin: Redis;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-redis-'));
  service = await startRedis({ dataDir, passwords: { gateway: 'of-gateway', admin: 'of-admin' } });
  gateway = new Redis(service.urlFor('gateway'));
  admin = new Redis(service.urlFor('admin'));
});

afterAll(async () => {
  gateway.disconnect();
  admin.disconnect();
  await service.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

it('keeps its passwords to its owner', () => {
  expect(statSync(path.join(dataDir, 'redis', 'users.acl')).mode & 0o777).toBe(0o600);
});

it.each(['', 'default:', 'gateway:wrong@', 'orders:of-gateway@'])('refuses the login "%s"', async (login) => {
  const anybody = new Redis(`redis://${login}127.0.0.1:${service.port}`.replace(/:127/, ':@127'), {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  anybody.on('error', () => undefined);
  await expect(anybody.connect().then(() => anybody.get('gateway:a'))).rejects.toThrow();
  anybody.disconnect();
});

it('lets the gateway count and keep under its own prefix', async () => {
  await gateway.set('gateway:a', '1', 'EX', 60);
  expect(await gateway.get('gateway:a')).toBe('1');
  const script = "return redis.call('incrby', KEYS[1], ARGV[1])";
  expect(await gateway.eval(script, 1, 'gateway:b', 2)).toBe(2);
  expect(await gateway.time()).toHaveLength(2);
});

it.each<[string, ...string[]]>([
  ['GET', 'other:a'],
  ['SET', 'other:a', '1'],
  ['EVAL', "return redis.call('get', 'other:a')", '0'],
  ['EVAL', "return redis.call('flushall')", '0'],
  ['KEYS', '*'],
  ['SCAN', '0'],
  ['FLUSHALL'],
  ['FLUSHDB'],
  ['CONFIG', 'GET', '*'],
  ['DEBUG', 'SLEEP', '0'],
  ['SHUTDOWN'],
  ['SAVE'],
  ['ACL', 'LIST'],
  ['CLIENT', 'LIST'],
  ['CLIENT', 'KILL', 'ID', '1'],
  ['MONITOR'],
  ['REPLICAOF', '127.0.0.1', '1'],
  ['MODULE', 'LIST'],
  ['FUNCTION', 'LIST'],
  ['SCRIPT', 'FLUSH'],
  ['PSUBSCRIBE', '*'],
  ['SUBSCRIBE', 'other'],
  ['SELECT', '1'],
])('refuses the gateway %s %s', async (command, ...parameters) => {
  await admin.set('other:a', 'secret');
  await expect(gateway.call(command, ...parameters)).rejects.toThrow(
    /NOPERM|No permission|not allowed|access|can.t run/i,
  );
});
