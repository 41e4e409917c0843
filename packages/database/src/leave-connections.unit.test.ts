import type { PoolClient } from 'pg';
import { expect, it } from 'vitest';
import { forAsker, whoeverAsks } from './asker.ts';
import { leaveConnections } from './leave-connections.ts';

/** A source of ten connections that counts who has one. */
function source() {
  let held = 0;
  const connect = (): Promise<PoolClient> => {
    held += 1;
    return Promise.resolve({ release: () => (held -= 1) } as unknown as PoolClient);
  };
  const shared = leaveConnections({ options: {}, connect, end: () => Promise.resolve() }, 10);
  return { shared, held: () => held };
}

const browsing = { gone: new AbortController().signal, givesWay: true };
const soon = () => new Promise(setImmediate);

it('leaves connections to what is more important than what is read', async () => {
  const { shared, held } = source();
  const reads = forAsker(browsing, () => Array.from({ length: 30 }, () => shared.connect()));
  await soon();
  expect(held()).toBe(7);
  await forAsker({ gone: browsing.gone }, () => shared.connect());
  await forAsker(browsing, () => whoeverAsks(() => shared.connect()));
  expect(held()).toBe(9);
  (await reads[0])?.release();
  await soon();
  expect(held()).toBe(9);
});

it('gives a connection on once, however often it is released', async () => {
  const { shared, held } = source();
  const reads = forAsker(browsing, () => Array.from({ length: 8 }, () => shared.connect()));
  const first = await reads[0];
  first?.release();
  await soon();
  expect(held()).toBe(7);
});

it('tells who reads how long they waited', async () => {
  const { shared } = source();
  const waits: number[] = [];
  const asker = { ...browsing, waited: (ms: number) => waits.push(ms) };
  const [first, ...others] = forAsker(asker, () => Array.from({ length: 8 }, () => shared.connect()));
  await Promise.all(others.slice(0, 6));
  expect(waits).toHaveLength(7);
  (await first)?.release();
  await Promise.all(others);
  expect(waits).toHaveLength(8);
});
