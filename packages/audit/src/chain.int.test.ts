import type { OutgoingMessage } from '@cartwright/events';
import { createTestDatabase, openPoolDatabase, type PoolDatabase } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { recordRefusal, recordStaffAction } from './record.ts';
import type { StaffActed } from './staff-acted.ts';
import { brokenChain, chainLength, witnessesOf } from './verify-chain.ts';
import { witness } from './witness.ts';

const staffId = uuidv7();
const at = new Date('2026-11-26T09:00:00.123Z');
const action = (reason: string | null = 'a "quoted" reason — Grüße') => ({
  staffId,
  operation: 'variantStockAdjust',
  target: uuidv7(),
  reason,
  before: { available: 3, nested: { z: 1, a: null } },
  after: { available: 10 },
  at,
});

async function open() {
  const stack = new AsyncDisposableStack();
  const { url } = stack.use(await createTestDatabase('messaging'));
  const database = stack.use(openPoolDatabase(url));
  const sent: OutgoingMessage[] = [];
  const send = (message: OutgoingMessage) => void sent.push(message);
  return {
    database,
    sent,
    act: (reason?: string | null) =>
      database.transaction((tx) => recordStaffAction('products', { tx, send }, action(reason))),
    refuse: () =>
      database.transaction((tx) =>
        recordRefusal(
          'products',
          { tx, send },
          {
            staffId,
            operation: 'variantPriceUpdate',
            target: null,
            permission: 'PRICES_MANAGE',
            times: 2,
            at,
          },
        ),
      ),
    heads: () => sent.map(({ data }) => data as StaffActed),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** What somebody does who owns the database, and can take triggers off. */
async function tamper(database: PoolDatabase, statement: string): Promise<void> {
  await database.$executeRawUnsafe('ALTER TABLE audit.entries DISABLE TRIGGER ALL');
  await database.$executeRawUnsafe(statement);
  await database.$executeRawUnsafe('ALTER TABLE audit.entries ENABLE TRIGGER ALL');
}

it('an entry is announced as it is kept, with its place in the chain', async () => {
  await using test = await open();
  const acted = await test.act();
  await test.refuse();
  expect(test.heads()).toMatchObject([
    { ...acted, position: 1, outcome: 'DONE', before: { available: 3 }, at: at.toISOString() },
    { position: 2, outcome: 'REFUSED', permission: 'PRICES_MANAGE', times: 2 },
  ]);
  expect(await chainLength(test.database)).toBe(2);
});

it('what many write at once is one chain that is whole', async () => {
  await using test = await open();
  await Promise.all(Array.from({ length: 12 }, () => test.act()));
  expect(
    test
      .heads()
      .map(({ position }) => position)
      .toSorted((a, b) => a - b),
  ).toEqual([...Array.from({ length: 12 }, (_, index) => index + 1)]);
  expect(await brokenChain(test.database, test.heads())).toBeUndefined();
});

it.each(['UPDATE audit.entries SET reason = NULL', 'DELETE FROM audit.entries', 'TRUNCATE audit.entries'])(
  'nobody may %s',
  async (statement) => {
    await using test = await open();
    await test.act();
    await expect(test.database.$executeRawUnsafe(statement)).rejects.toThrow(
      /can not be changed or deleted|permission denied/,
    );
  },
);

it.each([
  ['changed', `UPDATE audit.entries SET staff_id = '${uuidv7()}' WHERE position = 2`, 'CHANGED', 2],
  ['taken out', 'DELETE FROM audit.entries WHERE position = 2', 'MISSING', 2],
  ['cut off', 'DELETE FROM audit.entries WHERE position > 2', 'MISSING', 3],
  ['emptied', 'DELETE FROM audit.entries', 'MISSING', 1],
] as const)(
  'a chain that was %s is found, with its first broken place',
  async (_how, statement, fault, position) => {
    await using test = await open();
    for (let count = 0; count < 4; count += 1) await test.act(null);
    await tamper(test.database, statement);
    expect(await brokenChain(test.database, test.heads())).toMatchObject({ fault, position });
  },
);

it('a chain that was written anew is unlike what another domain was told of it', async () => {
  await using test = await open();
  await using other = await open();
  await test.act();
  for (const head of test.heads()) await witness(other.database, 'products', head);
  await tamper(test.database, 'DELETE FROM audit.entries');
  await test.act('another reason');
  expect(await brokenChain(test.database, [])).toBeUndefined();
  const witnesses = await witnessesOf(other.database, 'products');
  expect(await brokenChain(test.database, witnesses)).toMatchObject({
    fault: 'UNLIKE_ITS_WITNESS',
    position: 1,
  });
});
