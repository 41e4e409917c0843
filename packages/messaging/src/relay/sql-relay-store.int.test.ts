import { createTestDatabase } from '@cartwright/testing';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createSqlRelayStore } from './sql-relay-store.ts';

const stack = new AsyncDisposableStack();
const stream = { stream: 'ORDERS', created: '2026-01-01T00:00:00Z', lastSeq: 0 };
let client: pg.Client;

beforeAll(async () => {
  const { url } = stack.use(await createTestDatabase('messaging'));
  client = new pg.Client({ connectionString: url });
  await client.connect();
  stack.defer(() => client.end());
});
afterAll(() => stack.disposeAsync());
beforeEach(() => client.query('TRUNCATE messaging.outbox, messaging.relay_state'));

/** Puts messages into the outbox one after the other. */
async function send(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => uuidv7());
  for (const id of ids) {
    await client.query(
      `INSERT INTO messaging.outbox (id, type, subject, key, business_id, envelope)
       VALUES ($1, 'jobs.do-work.v1', 'jobs', 'one', 'one', '{}')`,
      [id],
    );
  }
  return ids;
}

const unpublished = async (): Promise<string[]> =>
  (await createSqlRelayStore(client).unpublished(100)).map(({ id }) => id);

it('gives messages in the order in which they were sent, wherever their rows lie', async () => {
  const ids = await send(3);
  // An update puts the first row behind the others.
  await client.query('UPDATE messaging.outbox SET drive = 1 WHERE id = $1', [ids[0]]);
  await client.query('SET enable_indexscan = off');
  expect(await unpublished()).toEqual(ids);
  expect(await createSqlRelayStore(client).unpublished(1)).toMatchObject([{ id: ids[0] }]);
  await client.query('RESET enable_indexscan');
});

it('gives those again, and only those, that the stream had taken above what it kept', async () => {
  const store = createSqlRelayStore(client);
  const ids = await send(3);
  await store.redriveAbove(0, stream);
  const published = ids.map((id, index) => ({ id, seq: index + 1 }));
  expect(await store.markPublished(stream.stream, published, 3)).toBe(0);
  expect(await store.knownStream(stream.stream)).toMatchObject({ lastSeq: 3 });
  expect(await unpublished()).toEqual([]);
  expect(await store.redriveAbove(2, { ...stream, lastSeq: 2 })).toBe(1);
  expect(await store.unpublished(100)).toMatchObject([{ id: ids[2], drive: 1 }]);
});

it('holds back what is settled when the stream is made anew, until it is asked for', async () => {
  const store = createSqlRelayStore(client);
  const ids = await send(3);
  await store.redriveAbove(0, stream);
  const publish = (these: readonly string[]) =>
    store.markPublished(
      stream.stream,
      these.map((id, index) => ({ id, seq: index + 1 })),
      these.length,
    );
  await publish(ids);
  const anew = { ...stream, created: '2026-02-02T00:00:00Z' };
  await store.settle({ ...stream, settledSeq: 2, durables: ['carts'] });
  await store.settle({ ...anew, settledSeq: 3, durables: ['nobody'] });
  expect(await store.knownStream(stream.stream)).toMatchObject({ settledSeq: 2, durables: ['carts'] });
  expect(await store.redriveAbove(2, anew)).toBe(1);
  expect(await store.knownStream(stream.stream)).toMatchObject({ settledSeq: 0, durables: ['carts'] });
  await publish(await unpublished());
  await store.redriveHeldBack();
  expect(await store.unpublished(100)).toMatchObject([
    { id: ids[0], drive: 1 },
    { id: ids[1], drive: 1 },
  ]);
});

it('counts no further as settled than what was kept, when a stream loses its tail', async () => {
  const store = createSqlRelayStore(client);
  await store.redriveAbove(0, stream);
  await store.settle({ ...stream, settledSeq: 9, durables: ['carts'] });
  await store.redriveAbove(4, { ...stream, lastSeq: 4 });
  expect(await store.knownStream(stream.stream)).toMatchObject({ settledSeq: 4, lastSeq: 4 });
});

it('remembers the highest sequence that it was told, in whatever order acknowledgements come', async () => {
  const store = createSqlRelayStore(client);
  await store.redriveAbove(0, stream);
  await store.markPublished(stream.stream, [], 7);
  expect(await store.markPublished(stream.stream, [], 3)).toBe(7);
  expect(await store.knownStream(stream.stream)).toMatchObject({ lastSeq: 7 });
});
