import { createLogger } from '@cartwright/process';
import { startTestRedis, type TestRedis } from '@cartwright/testing';
import { Redis } from 'ioredis';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Buckets, Draw } from './buckets.ts';
import { MemoryBuckets } from './memory-buckets.ts';
import { RedisBuckets } from './redis-buckets.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const nowMs = Date.UTC(2026, 0, 1);

let service: TestRedis;
let redis: Redis;
beforeAll(async () => {
  service = await startTestRedis();
  redis = new Redis(service.url, { keyPrefix: 'gateway:', enableOfflineQueue: false });
  await once(redis, 'ready');
});
afterAll(async () => {
  redis.disconnect();
  await service.stop();
});

let test = 0;
beforeEach(() => (test += 1));
const draw = (name: string, changes: Partial<Draw> = {}): Draw => ({
  key: `${test}:${name}`,
  capacity: 3,
  perSecond: 2,
  points: 1,
  ...changes,
});

describe.each<[string, () => Buckets]>([
  ['Redis', () => new RedisBuckets(redis, logger)],
  ['memory', () => new MemoryBuckets()],
])('buckets in %s', (_name, open) => {
  it('hold so many points, and fill with time', async () => {
    const buckets = open();
    const kinds = [];
    for (const afterMs of [0, 0, 0, 0, 499, 500, 500, 1_000])
      kinds.push((await buckets.draw([draw('a')], nowMs + afterMs)).kind);
    const [yes, no] = ['drawn', 'refused'];
    expect(kinds).toEqual([yes, yes, yes, no, no, yes, no, yes]);
  });

  it('say which one is empty, and for how long', async () => {
    const buckets = open();
    await buckets.draw([draw('a', { points: 3 })], nowMs);
    const { key } = draw('a');
    const refused = await buckets.draw([draw('b'), draw('a', { points: 2 })], nowMs + 100);
    expect(refused).toEqual({ kind: 'refused', key, waitMs: 900 });
  });

  it('take from all or from none', async () => {
    const buckets = open();
    await buckets.draw([draw('a', { points: 3 })], nowMs);
    await buckets.draw([draw('b'), draw('a')], nowMs);
    expect((await buckets.draw([draw('b', { points: 3 })], nowMs)).kind).toBe('drawn');
  });

  it('refuse more than they hold, and keep it', async () => {
    const buckets = open();
    expect((await buckets.draw([draw('a', { points: 4 })], nowMs)).kind).toBe('refused');
    expect((await buckets.draw([draw('a', { points: 3 })], nowMs)).kind).toBe('drawn');
  });

  it('count all that draw at the same time', async () => {
    const buckets = open();
    const drawn = await Promise.all(
      Array.from({ length: 20 }, () => Promise.resolve(buckets.draw([draw('a')], nowMs))),
    );
    expect(drawn.filter(({ kind }) => kind === 'drawn')).toHaveLength(3);
  });
});

it('gateways share what is in Redis', async () => {
  const [one, other] = [new RedisBuckets(redis, logger), new RedisBuckets(redis, logger)];
  await one.draw([draw('a', { points: 2 })], nowMs);
  await other.draw([draw('a')], nowMs);
  expect((await one.draw([draw('a')], nowMs)).kind).toBe('refused');
});

it('keeps nothing in Redis beyond the time at which a bucket is full', async () => {
  const started = Date.now();
  await new RedisBuckets(redis, logger).draw([draw('a', { points: 2 })], started);
  const leftMs = await redis.pttl(draw('a').key);
  expect(leftMs).toBeGreaterThan(0);
  expect(leftMs).toBeLessThanOrEqual(1_000);
});

it('counts in memory while Redis is away, and does not wait for it', async () => {
  const away = new Redis({ lazyConnect: true, enableOfflineQueue: false });
  const buckets = new RedisBuckets(away, logger);
  expect((await buckets.draw([draw('a', { points: 3 })], nowMs)).kind).toBe('drawn');
  expect((await buckets.draw([draw('a')], nowMs)).kind).toBe('refused');
});

it('leaves a Redis that fails alone for a second', async () => {
  let asked = 0;
  const failing = {
    status: 'ready',
    defineCommand: () => undefined,
    draw: () => {
      asked += 1;
      return Promise.reject(new Error('Command timed out'));
    },
  } as unknown as Redis;
  const buckets = new RedisBuckets(failing, logger);
  for (const afterMs of [0, 10, 999]) await buckets.draw([draw('a')], nowMs + afterMs);
  expect(asked).toBe(1);
  await buckets.draw([draw('a')], nowMs + 1_000);
  expect(asked).toBe(2);
});

it('forgets the buckets used least when there are too many, and holds no more', () => {
  const buckets = new MemoryBuckets(2);
  buckets.draw([draw('a', { points: 3 })], nowMs);
  buckets.draw([draw('b'), draw('c')], nowMs);
  expect(buckets.draw([draw('a')], nowMs).kind).toBe('drawn');
});

describe('from a bucket with room enough', () => {
  /** Holds a hundred times a thousand points, and takes an hour to fill. */
  const large = (thousands = 1) =>
    draw('large', { capacity: 100_000, perSecond: 20, points: 1_000 * thousands });

  /** A connection that counts what is asked of Redis. */
  function counted() {
    const asked: string[] = [];
    const counting = new Proxy(redis, {
      get(target, name: keyof Redis) {
        if (['draw', 'settle'].includes(String(name))) asked.push(String(name));
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    return { asked, buckets: new RedisBuckets(counting, logger) };
  }

  it('a tenth is drawn without asking Redis, which is told once', async () => {
    const { asked, buckets } = counted();
    for (let count = 0; count < 11; count += 1) await buckets.draw([large()], nowMs);
    expect(asked).toEqual(['draw']);
    await buckets.settle(nowMs);
    expect(asked).toEqual(['draw', 'settle']);
    const other = new RedisBuckets(redis, logger);
    expect((await other.draw([large(90)], nowMs)).kind).toBe('refused');
    expect((await other.draw([large(89)], nowMs)).kind).toBe('drawn');
  });

  it('no more than that is drawn before it is told', async () => {
    const { asked, buckets } = counted();
    for (let count = 0; count < 12; count += 1) await buckets.draw([large()], nowMs);
    expect(asked).toEqual(['draw', 'settle', 'draw']);
  });

  it('nothing is drawn without asking once it is less than half full, also by others', async () => {
    const { asked, buckets } = counted();
    await buckets.draw([large()], nowMs);
    await new RedisBuckets(redis, logger).draw([large(60)], nowMs);
    await buckets.draw([large()], nowMs);
    await buckets.settle(nowMs);
    expect(asked).toEqual(['draw', 'settle']);
    await buckets.draw([large()], nowMs);
    expect(asked).toEqual(['draw', 'settle', 'draw']);
  });

  it('is drawn what it holds and no more by one alone', async () => {
    const { buckets } = counted();
    const drawn: string[] = [];
    for (let count = 0; count < 120; count += 1) drawn.push((await buckets.draw([large()], nowMs)).kind);
    expect(drawn.filter((kind) => kind === 'drawn')).toHaveLength(100);
  });
});
