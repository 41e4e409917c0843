import { createTestDatabase, openPoolDatabase, waitFor, type PoolDatabase } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Received } from '../consumer/handlers.ts';
import { sqlMessageStore } from '../sql-message-store.ts';
import { claimInbox, isHandled } from './inbox.ts';

const resources = new AsyncDisposableStack();
let database: PoolDatabase;
beforeAll(async () => {
  const { url } = resources.use(await createTestDatabase('messaging'));
  database = resources.use(openPoolDatabase(url));
});
afterAll(() => resources.disposeAsync());

const received = (businessId: string, type = 'jobs.do-work.v1'): Received => ({
  id: uuidv7(),
  type,
  source: 'orders',
  time: new Date().toISOString(),
  key: businessId,
  businessId,
  data: {},
  attempt: 1,
});

/** A transaction that claims a message and then waits for the test to end it. */
function claimAndWait(message: Received) {
  const claimed = Promise.withResolvers<Received[]>();
  const ending = Promise.withResolvers<'commit' | 'rollback'>();
  const ended = database
    .$transaction(async (tx) => {
      claimed.resolve(await claimInbox({ store: sqlMessageStore, tx }, [message]));
      if ((await ending.promise) === 'rollback') throw new Error('rolled back');
    })
    .catch(() => undefined);
  const end = async (how: 'commit' | 'rollback') => {
    ending.resolve(how);
    await ended;
  };
  return { claimed: claimed.promise, end };
}

const somebodyWaits = async () => {
  const rows = await database.$queryRawUnsafe<unknown[]>(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows.length === 1;
};

describe('the inbox', () => {
  it('lets the second of two replicas wait for the first, and then find a duplicate', async () => {
    const message = received('contested');
    const first = claimAndWait(message);
    expect(await first.claimed).toEqual([message]);
    const second = claimAndWait(message);
    await waitFor(somebodyWaits);
    await first.end('commit');
    expect(await second.claimed).toEqual([]);
    await second.end('commit');
    expect(await isHandled({ store: sqlMessageStore, tx: database }, message)).toBe(true);
  });

  it('gives the message to the second when the first one fails', async () => {
    const message = received('handed on');
    const first = claimAndWait(message);
    await first.claimed;
    const second = claimAndWait(message);
    await waitFor(somebodyWaits);
    await first.end('rollback');
    expect(await second.claimed).toEqual([message]);
    await second.end('rollback');
    expect(await isHandled({ store: sqlMessageStore, tx: database }, message)).toBe(false);
  });

  it('takes messages of two types for two, whatever their business ids', async () => {
    const [work, rest] = [received('both'), received('both', 'jobs.rest.v1')];
    const claim = claimAndWait(work);
    await claim.end('commit');
    expect(await isHandled({ store: sqlMessageStore, tx: database }, rest)).toBe(false);
    const other = claimAndWait(rest);
    expect(await other.claimed).toEqual([rest]);
    await other.end('rollback');
  });

  it('claims the first of two messages with one business id in a batch', async () => {
    const [one, again, other] = [received('same'), received('same'), received('other')];
    const claim = claimAndWait(one);
    await claim.end('rollback');
    const fresh = await database.$transaction((tx) =>
      claimInbox({ store: sqlMessageStore, tx }, [one, again, other]),
    );
    expect(fresh).toEqual([one, other]);
  });
});
