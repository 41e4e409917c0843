import { randomUUID } from 'node:crypto';
import { openDatabase, type Database } from '@cartwright/database';
import { createTestDatabase, waitFor } from '@cartwright/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { claimLeasedKey, leaseMs } from './claim-leased-key.ts';
import type { KeyUse } from './key.ts';
import type { KeyTables, KeyTransaction } from './key-tables.ts';
import { leasedKeysSuite } from './leased-keys.suite.ts';
import { once } from './once.ts';
import { keptMs, purgeKeys } from './purge-keys.ts';
import { completeLeasedKeys, giveUpLeasedKey, sqlLeasedKeys } from './sql-leased-keys.ts';

type Outcome = { kind: 'made'; id: string } | { kind: 'refused' };

const customer = '0197e6a0-0000-7000-8000-00000000000a';
const guest = '0197e6a0-0000-7000-8000-00000000000b';
const stranger = '0197e6a0-0000-7000-8000-00000000000c';
const now = new Date('2026-03-01T10:00:00.000Z');
const use: KeyUse = { ownerIds: [customer], operation: 'cartCreate', key: 'key-0001', fingerprint: 'first' };
const stack = new AsyncDisposableStack();
let database: Database<KeyTables>;
let made: number;

beforeAll(async () => {
  const { url } = stack.use(await createTestDatabase('messaging'));
  database = stack.adopt(openDatabase<KeyTables>(url), (opened) => opened.close());
  await sql`CREATE TABLE idempotency_keys (
    owner_id uuid NOT NULL, operation text NOT NULL, key text NOT NULL, fingerprint text NOT NULL, result jsonb,
    attempt int NOT NULL DEFAULT 1, leased_until timestamptz(3), completed_at timestamptz(3),
    created_at timestamptz(3) NOT NULL, PRIMARY KEY (owner_id, operation, key)
  )`.execute(database.statements);
});
afterAll(() => stack.disposeAsync());
beforeEach(async () => {
  made = 0;
  await database.statements.deleteFrom('idempotencyKeys').execute();
});

const make = (outcome?: Outcome) => (): Promise<Outcome> => {
  made += 1;
  return Promise.resolve(outcome ?? { kind: 'made', id: `thing-${made}` });
};

const makeOnce = (keyUse: KeyUse = use, change = make()) =>
  database.transaction((tx: KeyTransaction) =>
    once<Outcome, string>(
      tx,
      { use: keyUse, now },
      {
        change,
        keep: (outcome) => (outcome.kind === 'made' ? outcome.id : undefined),
        replay: (id) => Promise.resolve(id === 'thing-gone' ? undefined : { kind: 'made', id }),
      },
    ),
  );

describe('once', () => {
  it('makes the change, and answers a replay from what was kept', async () => {
    const first = await makeOnce();
    expect(await makeOnce()).toEqual(first);
    expect(made).toBe(1);
  });

  it('refuses another input under the same key, and leaves what was made', async () => {
    await makeOnce();
    expect(await makeOnce({ ...use, fingerprint: 'other' })).toEqual({ kind: 'key-reused' });
    expect(made).toBe(1);
  });

  it.each([
    ['for another owner', { ownerIds: [stranger] as const }],
    ['for another operation', { operation: 'cartLinesAdd' }],
    ['under another key', { key: 'key-0002' }],
  ])('makes it again %s', async (_what, other) => {
    await makeOnce();
    await makeOnce({ ...use, ...other });
    expect(made).toBe(2);
  });

  it('knows what the customer did as a guest', async () => {
    await makeOnce({ ...use, ownerIds: [guest] });
    await makeOnce({ ...use, ownerIds: [customer, guest] });
    expect(made).toBe(1);
  });

  it('frees the key when the change was refused', async () => {
    expect(await makeOnce(use, make({ kind: 'refused' }))).toEqual({ kind: 'refused' });
    expect(await makeOnce({ ...use, fingerprint: 'other' })).toMatchObject({ kind: 'made' });
  });

  it('frees the key when the transaction failed', async () => {
    await expect(makeOnce(use, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await makeOnce({ ...use, fingerprint: 'other' })).toMatchObject({ kind: 'made' });
  });

  it('makes it again, once, when what was made is gone', async () => {
    await makeOnce(use, make({ kind: 'made', id: 'thing-gone' }));
    const again = await makeOnce();
    expect(await makeOnce()).toEqual(again);
    expect(made).toBe(2);
  });

  it('makes one change for ten requests at once, and answers them all with it', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => makeOnce()));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(made).toBe(1);
  });
});

describe('a leased key', () => {
  const claim = (keyUse: KeyUse = use, at = now) =>
    claimLeasedKey({ keys: sqlLeasedKeys(database.statements), now: () => at, waitMs: 0 }, keyUse, () => ({
      orderId: `order-${(made += 1)}`,
    }));
  const later = (ms: number): Date => new Date(now.getTime() + ms);
  const claimed = async (...parameters: Parameters<typeof claim>) => {
    const outcome = await claim(...parameters);
    if (outcome.kind !== 'claimed') throw new Error(`The key is ${outcome.kind}`);
    return outcome.claimed;
  };

  it('is in flight for whoever comes while its lease lasts, to the millisecond', async () => {
    await claim();
    expect(await claim(use, later(leaseMs - 1))).toEqual({ kind: 'in-flight' });
    expect(leaseMs).toBe(10_000);
  });

  it('is taken over with its result when its lease has expired', async () => {
    const first = await claimed();
    const second = await claimed(use, later(leaseMs));
    expect(second).toEqual({ ...first, attempt: 2 });
  });

  it('is taken over by one of ten', async () => {
    await claim();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => claim(use, later(leaseMs))));
    expect(outcomes.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
  });

  it('gives its result once the change is made', async () => {
    const first = await claimed();
    await completeLeasedKeys(database.statements, [{ held: first, changeId: randomUUID() }], now).execute();
    expect(await claim(use, later(leaseMs))).toEqual({ kind: 'completed', result: first.result });
  });

  it('is refused with another input, whatever its state', async () => {
    await claim();
    expect(await claim({ ...use, fingerprint: 'other' })).toEqual({ kind: 'key-reused' });
  });

  it('may be taken up at once when its lease was ended, and is free when it was given up', async () => {
    const keys = sqlLeasedKeys(database.statements);
    const first = await claimed();
    await keys.endLease(first, now);
    const second = await claimed();
    expect(second.attempt).toBe(2);
    await giveUpLeasedKey(database.statements, second).execute();
    expect(await claimed({ ...use, fingerprint: 'other' })).toMatchObject({ attempt: 1 });
  });

  it('is left alone by an attempt that lost it', async () => {
    const keys = sqlLeasedKeys(database.statements);
    const first = await claimed();
    await claimed(use, later(leaseMs));
    await giveUpLeasedKey(database.statements, first).execute();
    await keys.endLease(first, now);
    expect(await claim(use, later(leaseMs))).toEqual({ kind: 'in-flight' });
  });

  it('of the guest counts as the customer’s', async () => {
    await claim({ ...use, ownerIds: [guest] });
    expect(await claim({ ...use, ownerIds: [customer, guest] })).toEqual({ kind: 'in-flight' });
  });
});

describe('in PostgreSQL', () => {
  leasedKeysSuite(() => ({
    keys: sqlLeasedKeys(database.statements),
    complete: async (held, at) =>
      (await completeLeasedKeys(database.statements, [{ held, changeId: randomUUID() }], at).execute())
        .length === 1,
    giveUp: async (held) => (await giveUpLeasedKey(database.statements, held).execute()).length === 1,
  }));

  it('a key that another transaction is just storing is waited for, and then not new', async () => {
    const row = { ownerId: customer, operation: 'orderPlace', key: 'key-0001', fingerprint: 'f' };
    const stored = await database.transaction(async (tx) => {
      await tx
        .insertInto('idempotencyKeys')
        .values({ ...row, createdAt: now })
        .execute();
      const key = { ...row, result: null, createdAt: now, leasedUntil: now };
      const second = sqlLeasedKeys(database.statements).insert(key, [customer]);
      await waitFor(async () => {
        const waiting = sql`
          SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
        return (await waiting.execute(database.statements)).rows.length === 1;
      });
      return { second };
    });
    expect(await stored.second).toBe(false);
  });

  it('keys that are stored together are stored in one sequence: nobody who needs another one waits for them in turn', async () => {
    const keys = sqlLeasedKeys(database.statements);
    const row = (key: string) => ({ ownerId: customer, operation: 'orderPlace', key, fingerprint: 'f' });
    const insert = (key: string): Promise<boolean> =>
      keys.insert({ ...row(key), result: null, createdAt: now, leasedUntil: now }, [customer]);
    const stored = await database.transaction(async (tx) => {
      const hold = (key: string) =>
        tx
          .insertInto('idempotencyKeys')
          .values({ ...row(key), createdAt: now })
          .execute();
      await hold('key-0001');
      const others = Promise.all(['key-0000', 'key-0002', 'key-0001'].map(insert)); // the first one alone
      await waitFor(async () => {
        const waiting = sql`
          SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
        return (await waiting.execute(database.statements)).rows.length === 1;
      });
      await hold('key-0002');
      return { others };
    });
    expect(await stored.others).toEqual([true, false, false]);
  });
});

describe('purgeKeys', () => {
  it('deletes what is older than seven days, and nothing younger', async () => {
    const insert = (key: string, createdAt: Date) =>
      database.statements
        .insertInto('idempotencyKeys')
        .values({ ownerId: customer, operation: 'o', key, fingerprint: 'f', createdAt })
        .execute();
    await insert('old', new Date(now.getTime() - keptMs - 1));
    await insert('young', new Date(now.getTime() - keptMs));
    await purgeKeys(database.statements, now);
    const rows = await database.statements.selectFrom('idempotencyKeys').select('key').execute();
    expect(rows).toEqual([{ key: 'young' }]);
    expect(keptMs).toBe(7 * 24 * 60 * 60 * 1000);
  });
});
