import { createTestDatabase, waitFor } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from './database.ts';
import { IdempotencyKeys, type NewKey } from './idempotency-keys.ts';

const now = new Date('2026-01-02T10:00:00.000Z');
const later = new Date('2026-01-02T10:00:10.000Z');
const resources = new AsyncDisposableStack();
let database: Database;
let keys: IdempotencyKeys;
let key: NewKey;

beforeAll(async () => {
  const { url } = resources.use(await createTestDatabase('orders'));
  database = resources.adopt(createDatabase(url), (open) => open.$disconnect());
  keys = new IdempotencyKeys(database);
});
afterAll(() => resources.disposeAsync());
beforeEach(() => {
  const scope = { userId: uuidv7(), operation: 'orderPlace', key: uuidv7() };
  key = { ...scope, fingerprint: 'f', orderId: uuidv7(), lockedUntil: later, createdAt: now };
});

const insert = (): Promise<boolean> => keys.insert(key, [key.userId]);
const find = () => keys.find([key.userId], key.operation, key.key);
const complete = () => database.idempotencyKey.updateMany({ data: { completedAt: now } });

/** Takes the key up as somebody who has read it before anybody else did. */
async function takeOverAsRead(): Promise<() => Promise<boolean>> {
  const read = await find();
  if (read === null) throw new Error('The key is not there');
  return () => keys.takeOver(read, later);
}

describe('a key', () => {
  it('that another is just storing is waited for, and then not new', async () => {
    const stored = await database.$transaction(async (tx) => {
      const { createdAt, ...fields } = key;
      await tx.idempotencyKey.create({ data: { ...fields, createdAt, attempt: 1 } });
      const second = insert();
      await waitFor(async () => {
        const rows = await database.$queryRaw<unknown[]>`
          SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
        return rows.length === 1;
      });
      return { second };
    });
    expect(await stored.second).toBe(false);
  });

  it('that is abandoned is taken up by one, however many have read it', async () => {
    await insert();
    const [first, second] = [await takeOverAsRead(), await takeOverAsRead()];
    expect([await first(), await second()]).toEqual([true, false]);
    expect(await find()).toMatchObject({ attempt: 2, orderId: key.orderId });
  });

  it('that has been taken up is neither unlocked nor given up by the attempt before', async () => {
    await insert();
    await (
      await takeOverAsRead()
    )();
    await keys.unlock(key, 1, now);
    await keys.release(key, 1);
    expect(await find()).toMatchObject({ attempt: 2, lockedUntil: later });
    await keys.unlock(key, 2, now);
    expect(await find()).toMatchObject({ lockedUntil: now });
    await keys.release(key, 2);
    expect(await find()).toBeNull();
  });

  it('that stands for an order is never taken up, unlocked or given up', async () => {
    await insert();
    const takeOver = await takeOverAsRead();
    await complete();
    expect(await takeOver()).toBe(false);
    await keys.unlock(key, 1, now);
    await keys.release(key, 1);
    expect(await find()).toMatchObject({ attempt: 1, lockedUntil: later, completedAt: now });
  });
});
