import { createTestDatabase, openPoolDatabase, type PoolDatabase } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Received } from '../consumer/handlers.ts';
import { sqlMessageStore } from '../store/sql-message-store.ts';
import { claimInbox, isHandled } from './inbox.ts';

const resources = new AsyncDisposableStack();
let database: PoolDatabase;
beforeAll(async () => {
  const { url } = resources.use(await createTestDatabase('messaging'));
  database = resources.use(openPoolDatabase(url));
});
afterAll(() => resources.disposeAsync());

const received = (businessId: string): Received => ({
  id: uuidv7(),
  type: 'jobs.do-work.v1',
  source: 'orders',
  time: new Date().toISOString(),
  key: businessId,
  businessId,
  data: {},
  attempt: 1,
});

it('claims the first of two messages with one business id in a batch', async () => {
  const [one, again, other] = [received('same'), received('same'), received('other')];
  const fresh = await database.transaction((tx) =>
    claimInbox({ store: sqlMessageStore, tx }, [one, again, other]),
  );
  expect(fresh).toEqual([one, other]);
  expect(await isHandled({ store: sqlMessageStore, tx: database }, again)).toBe(true);
  expect(await isHandled({ store: sqlMessageStore, tx: database }, received('unheard of'))).toBe(false);
});
