import { createTestDatabase } from '@cartwright/testing';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deleteExpired } from './retention.ts';

/** Up to where all consumers have acknowledged. */
const ackFloor = 10;

const stack = new AsyncDisposableStack();
let client: pg.Client;

beforeAll(async () => {
  const { url } = stack.use(await createTestDatabase('messaging'));
  client = new pg.Client({ connectionString: url });
  await client.connect();
  stack.defer(() => client.end());
  await client.query(`INSERT INTO messaging.relay_state (stream, stream_created, last_seq, settled_seq)
    VALUES ('ORDERS', 'then', 20, ${ackFloor})`);
});
afterAll(() => stack.disposeAsync());
beforeEach(() => client.query('TRUNCATE messaging.outbox, messaging.inbox, messaging.parked_messages'));

/** A message that was sent, and published, so long ago (an interval of PostgreSQL); null for never published. */
async function send(created: string, published: string | null, streamSeq = ackFloor): Promise<string> {
  const id = uuidv7();
  await client.query(
    `INSERT INTO messaging.outbox (id, type, subject, key, business_id, envelope, created_at, published_at,
       stream_seq)
     VALUES ($1, 'jobs.do-work.v1', 'jobs', 'one', 'one', '{}', now() - $2::interval, now() - $3::interval, $4)`,
    [id, created, published, streamSeq],
  );
  return id;
}

/** A message that was handled so long ago. */
async function handle(processed: string): Promise<string> {
  const businessId = uuidv7();
  await client.query(
    `INSERT INTO messaging.inbox (type, business_id, message_id, processed_at)
     VALUES ('jobs.do-work.v1', $1, $2, now() - $3::interval)`,
    [businessId, uuidv7(), processed],
  );
  return businessId;
}

/** A parked message that staff closed so long ago; null for one that is still open. */
async function park(resolved: string | null): Promise<string> {
  const id = uuidv7();
  await client.query(
    `INSERT INTO messaging.parked_messages
       (id, consumer, type, business_id, envelope, reason, attempts, parked_at, resolved_at)
     VALUES ($1::uuid, 'jobs', 'jobs.do-work.v1', $1::text, '{}', 'It broke', 1, now() - interval '1 year', now() - $2::interval)`,
    [id, resolved],
  );
  return id;
}

const idsIn = async (table: 'inbox' | 'outbox' | 'parked_messages'): Promise<string[]> => {
  const column = table === 'inbox' ? 'business_id' : 'id';
  const { rows } = await client.query<{ id: string }>(`SELECT ${column}::text AS id FROM messaging.${table}`);
  return rows.map(({ id }) => id);
};

describe('the outbox', () => {
  it('keeps a message until 48 hours after it was published, and then no longer', async () => {
    const kept = await send('72 hours', '47 hours 59 minutes');
    await send('72 hours', '48 hours 1 minute');
    await deleteExpired(client);
    expect(await idsIn('outbox')).toEqual([kept]);
  });

  it('keeps a message that was never published, however old it is', async () => {
    const unpublished = [await send('49 hours', null), await send('1 year', null)];
    await deleteExpired(client);
    expect((await idsIn('outbox')).toSorted()).toEqual(unpublished.toSorted());
  });

  it('keeps a message that a consumer has not handled as long as its stream does: 7 days', async () => {
    const kept = await send('167 hours', '167 hours', ackFloor + 1);
    await send('169 hours', '169 hours', ackFloor + 1);
    await deleteExpired(client);
    expect(await idsIn('outbox')).toEqual([kept]);
  });

  it('is cleared of all that has expired, more than one batch of it', async () => {
    const kept = await send('1 hour', '1 hour');
    await client.query(`
      INSERT INTO messaging.outbox (id, type, subject, key, business_id, envelope, created_at, published_at,
        stream_seq)
      SELECT gen_random_uuid(), 'jobs.do-work.v1', 'jobs', 'one', 'one', '{}', expired.at, expired.at, 1
      FROM generate_series(1, 4001), (SELECT now() - interval '49 hours' AS at) AS expired`);
    await deleteExpired(client);
    expect(await idsIn('outbox')).toEqual([kept]);
  });
});

describe('the inbox', () => {
  it('remembers handled messages for 14 days, so that a redelivery is recognised', async () => {
    const kept = await handle('13 days 23 hours 59 minutes');
    await handle('14 days 1 minute');
    await deleteExpired(client);
    expect(await idsIn('inbox')).toEqual([kept]);
  });
});

describe('parked messages', () => {
  it('are kept with all that is in them until 14 days after staff have closed them', async () => {
    const kept = [await park(null), await park('13 days 23 hours 59 minutes')];
    await park('14 days 1 minute');
    await deleteExpired(client);
    expect((await idsIn('parked_messages')).toSorted()).toEqual(kept.toSorted());
  });
});
