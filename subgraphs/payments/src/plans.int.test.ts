import type { Transaction } from '@cartwright/database';
import { rowsReadBy, type OpenTestDatabase } from '@cartwright/testing';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase } from '../test/open-test-database.ts';
import { beginPayments, claimDue } from './charging/repository/payments.ts';
import { beginPayment } from './charging/rules/begin-payment.ts';
import { sightingsWithin } from './fraud/door.ts';
import type { PrismaClient } from './generated/prisma/client.ts';
import type { Tables } from './generated/tables.ts';

const count = 20_000;
const begunAt = new Date(Date.UTC(2026, 0, 2, 10));

let open: OpenTestDatabase<Tables, PrismaClient>;
beforeAll(async () => {
  open = await openTestDatabase();
  const ids = Array.from({ length: count }, () => uuidv7());
  await open.database.transaction((tx) => beginPayments(tx, ids.map(begun)));
  await open.database.transaction((tx) =>
    sightingsWithin(tx).remember(
      ids.map((id) => ({ paymentId: id, signals: signalsOf(id), seenAt: begunAt })),
    ),
  );
  await sql`ANALYZE payments, payment_sightings`.execute(open.database.statements);
});
afterAll(() => open[Symbol.asyncDispose]());

function begun(id: string) {
  const amounts = { amountMinor: 1_250, taxMinor: 200, currency: 'EUR' };
  const order = { orderId: uuidv7(), orderNumber: 'CW-100001', customerId: uuidv7() };
  const ways = { returnUrl: null, payUntil: null };
  const given = { id, ...order, ...amounts, email: 'buyer@example.com', methodToken: 'sim_ok', ...ways };
  const { payment } = beginPayment(given, undefined);
  return { order: given, payment, next: { attempts: 0, nextAttemptAt: begunAt } };
}

function signalsOf(id: string) {
  const address = { address: `${id} a`, billingAddress: null };
  return {
    fingerprint: `${id} f`,
    account: id,
    email: `${id} e`,
    ...address,
    network: `${id} n`,
    device: null,
  };
}

/** How many rows of payments and sightings some work reads. */
async function rowsReadIn(work: (tx: Transaction<Tables>) => Promise<unknown>): Promise<number> {
  const read = await open.database.transaction((tx) => rowsReadBy(tx, () => work(tx)));
  return read('payments') + read('payment_sightings');
}

it('finds earlier payments by each of their signals in an index', async () => {
  const all = [signalsOf(uuidv7()), signalsOf(uuidv7())];
  expect(await rowsReadIn((tx) => sightingsWithin(tx).findEarlier(all, new Date(0)))).toBeLessThan(10);
});

it('claims what is due without going through all payments', async () => {
  const claim = { limit: 32, now: begunAt, leaseEndsAt: new Date(begunAt.getTime() + 60_000) };
  const claimed: unknown[] = [];
  const read = await rowsReadIn(async (tx) => claimed.push(...(await claimDue(tx, claim))));
  expect(claimed).toHaveLength(32);
  expect(read).toBeLessThan(10 * claim.limit);
});
