import { createTestDatabase } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openDatabase, type Database } from './database.ts';
import { createPaymentsRepository, type PaymentsRepository } from './payments-repository.ts';
import type { Payments } from './payments.ts';

const stack = new AsyncDisposableStack();
const now = new Date('2026-01-02T10:00:00.000Z');
const leaseEndsAt = new Date('2026-01-02T10:01:00.000Z');
let database: Database;
let repository: PaymentsRepository;
let payments: Payments;
let ids: string[];

beforeAll(async () => {
  const { url } = stack.use(await createTestDatabase('payments'));
  database = openDatabase(url);
  stack.defer(() => database.$disconnect());
  repository = createPaymentsRepository(database);
  payments = repository.payments;
});
afterAll(() => stack.disposeAsync());
beforeEach(async () => {
  await database.payment.deleteMany();
  ids = [await begin(), await begin()];
});

/** A payment that is due. */
async function begin(id = uuidv7()): Promise<string> {
  const amounts = { amountMinor: 1_250, taxMinor: 200, currency: 'EUR' };
  const order = { orderId: uuidv7(), orderNumber: 'CW-100001', customerId: uuidv7() };
  const payment = { id, ...order, ...amounts, email: 'buyer@example.com', methodToken: 'sim_ok' };
  await payments.begin(database, payment, now);
  return id;
}

it('a due payment is taken by one, and by another only after the lease', async () => {
  expect((await payments.claimDue(5, now, leaseEndsAt)).toSorted()).toEqual(ids.toSorted());
  expect(await payments.claimDue(5, now, leaseEndsAt)).toEqual([]);
  expect((await payments.claimDue(5, leaseEndsAt, leaseEndsAt)).toSorted()).toEqual(ids.toSorted());
});

it('one that looks for what is due passes over what another has in hand, and waits for nobody', async () => {
  const [held = '', free] = ids;
  await database.$transaction(async (tx) => {
    await payments.lock(tx, held);
    expect(await payments.claimDue(5, now, leaseEndsAt)).toEqual([free]);
  });
});

it('a payment is held from being read to being saved', async () => {
  const [id = ''] = ids;
  await database.$transaction(async (tx) => {
    expect(await payments.lock(tx, id)).toMatchObject({ id });
    const other = database.$queryRaw`SELECT id FROM payments WHERE id = ${id}::uuid FOR NO KEY UPDATE NOWAIT`;
    await expect(other).rejects.toThrow(/could not obtain lock/);
  });
});

it('what succeeded stays so, whatever answer comes late', async () => {
  const [id = ''] = ids;
  const payment = await payments.find(id);
  if (payment === null) throw new Error('the payment is missing');
  for (const state of ['PENDING', 'SUCCEEDED', 'FAILED', 'PENDING'] as const) {
    await payments.recordTransactions(database, payment, [{ id: uuidv7(), kind: 'CAPTURE', state }]);
  }
  const stored = await database.paymentTransaction.findMany({ where: { paymentId: id } });
  expect(stored).toMatchObject([{ kind: 'CAPTURE', state: 'SUCCEEDED' }]);
});

it('a payment begins once: what begins under its id again changes nothing', async () => {
  const [id = ''] = ids;
  const before = await payments.find(id);
  await begin(id);
  expect(await payments.find(id)).toEqual(before);
});

it('an id is held before there is a payment, so that a cancellation and a beginning can not pass each other', async () => {
  const id = uuidv7();
  await database.$transaction(async (tx) => {
    await payments.holdId(tx, id);
    const [other] = await database.$queryRaw<{ isFree: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended(${id}, 0)) AS "isFree"`;
    expect(other?.isFree).toBe(false);
  });
});

it('an event of the provider is taken once', async () => {
  const event = { id: uuidv7(), type: 'payment.captured', reference: uuidv7() };
  expect(await repository.claimWebhook(database, event)).toBe(true);
  expect(await repository.claimWebhook(database, event)).toBe(false);
});
