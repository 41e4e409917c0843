import { openTestDatabase } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { PrismaClient } from '../generated/prisma/client.ts';
import type { Tables } from '../generated/tables.ts';
import { insertUsers } from '../users/door.ts';
import { createAttempts } from './attempts.ts';
import { purgeAttempts } from './repository.ts';

const email = 'known@example.com';

/** Attempts at a time that tests set, and a user whom they are made on. */
async function open() {
  const opened = await openTestDatabase<Tables, PrismaClient>(PrismaClient, 'accounts');
  const { statements } = opened.database;
  let nowMs = Date.UTC(2026, 0, 1);
  const attempts = createAttempts({ database: opened.database, now: () => new Date(nowMs) });
  const userId = uuidv7();
  await insertUsers(statements, [{ id: userId, role: 'CUSTOMER', email, passwordHash: 'hash' }]);
  const attempt = (network: string | null) => ({ kind: 'sign-in', email, network }) as const;
  return {
    statements,
    now: () => new Date(nowMs),
    passMs: (ms: number) => (nowMs += ms),
    /** In how many seconds to try again; 0 when the attempt was let through. */
    fail: (network: string | null) =>
      attempts.begin(attempt(network)).then(
        () => 0,
        (error: unknown) => (error as { extensions: { retryAfter: number } }).extensions.retryAfter,
      ),
    signIn: async (network: string) => {
      await attempts.begin(attempt(network));
      await attempts.succeed(attempt(network), userId);
    },
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}
type Test = Awaited<ReturnType<typeof open>>;

/** How many of 20 guesses from each of 12 addresses are let through, as fast as they can be made. */
async function attack(test: Test): Promise<number> {
  let guesses = 0;
  for (let round = 0; round < 20; round += 1)
    for (let host = 1; host <= 12; host += 1) if ((await test.fail(`203.0.113.${host}`)) === 0) guesses += 1;
  return guesses;
}

it('lets 240 guesses from 12 addresses meet the limit, and the owner in from where they have been before', async () => {
  await using test = await open();
  await test.signIn('192.0.2.1');
  expect(await attack(test)).toBe(19); // the owner's first sign-in was one of 20
  expect(await test.fail('203.0.113.99')).toBe(1);
  await test.signIn('192.0.2.1');
});

it('lets an owner who is somewhere else wait for a minute at most', async () => {
  await using test = await open();
  await attack(test);
  for (let minute = 0; minute < 8; minute += 1) {
    await attack(test);
    test.passMs(60_000);
  }
  await attack(test);
  expect(await test.fail('198.51.100.1')).toBeLessThanOrEqual(60);
  test.passMs(60_000);
  await test.signIn('198.51.100.1');
});

it('slows down one network after five guesses, ever more, and no other', async () => {
  await using test = await open();
  const waits = [];
  for (let guess = 0; guess < 8; guess += 1) {
    const wait = await test.fail('203.0.113.1');
    waits.push(wait);
    test.passMs(wait * 1_000);
  }
  expect(waits).toEqual([0, 0, 0, 0, 0, 1, 0, 2]);
  expect(await test.fail('203.0.113.2')).toBe(0);
});

it('slows down also who guesses from where the owner has been', async () => {
  await using test = await open();
  await test.signIn('192.0.2.1');
  const waits = [];
  for (let guess = 0; guess < 12; guess += 1) waits.push(await test.fail('192.0.2.1'));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
});

it('lets through as many as it should of those that come at once', async () => {
  await using test = await open();
  const waits = await Promise.all(Array.from({ length: 20 }, () => test.fail('203.0.113.1')));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
});

it('begins anew after an owner’s sign-in, keeps neither addresses nor networks as they are, and nothing for ever', async () => {
  await using test = await open();
  for (let guess = 0; guess < 4; guess += 1) await test.fail('192.0.2.1');
  await test.signIn('192.0.2.1');
  for (let guess = 0; guess < 5; guess += 1) expect(await test.fail('192.0.2.1')).toBe(0);
  const kept = [
    ...(await test.statements.selectFrom('attempts').selectAll().execute()),
    ...(await test.statements.selectFrom('knownNetworks').selectAll().execute()),
  ];
  expect(JSON.stringify(kept)).not.toMatch(/known@|192\.0/);
  test.passMs(91 * 24 * 60 * 60_000);
  await purgeAttempts(test.statements, test.now());
  expect(await test.statements.selectFrom('attempts').select('subject').execute()).toEqual([]);
  expect(await test.statements.selectFrom('knownNetworks').select('key').execute()).toEqual([]);
});
