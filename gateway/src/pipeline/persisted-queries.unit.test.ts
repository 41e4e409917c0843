import { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { PersistedQueries } from './persisted-queries.ts';

it('keeps as much text in memory as it may, that of the queries used last, without Redis', async () => {
  const closed = new Redis({ lazyConnect: true });
  closed.disconnect();
  const queries = new PersistedQueries(closed);
  for (let index = 0; index < 20; index += 1) await queries.set(`${index}`, 'x'.repeat(250_000));
  expect(await queries.get('0')).toBeUndefined();
  expect(await queries.get('19')).toHaveLength(250_000);
});
