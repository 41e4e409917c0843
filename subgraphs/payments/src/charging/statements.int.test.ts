import { afterAll, beforeAll, expect, it } from 'vitest';
import { authorizeCommand, captureCommand } from '../../test/orders-peer.ts';
import { newPurchase, startPayments, type TestPayments } from '../../test/start-payments.ts';

let store: TestPayments;
beforeAll(async () => {
  store = await startPayments({ webhooks: false });
});
afterAll(() => store[Symbol.asyncDispose]());

const isOfLoops = /skip locked|delete from|^\s*select 1\b/i;
const isOfCharging = /payments|payment_|receipts|claimed_guests|pg_advisory_xact_lock/;

/** The statements by which payments were changed since the last look; loops that find nothing to do are left out. */
const sent = (): string[] => {
  const all = store.subgraph.statements.statements();
  const own = all.filter((sql) => isOfCharging.test(sql) && !isOfLoops.test(sql));
  store.subgraph.statements.reset();
  return own;
};

const authorizeAll = async (count: number) => {
  const purchases = Array.from({ length: count }, newPurchase);
  await store.orders.send(
    ...purchases.map((purchase) => authorizeCommand(purchase, `sim_card_${purchase.paymentId.slice(-12)}`)),
  );
  for (const { paymentId } of purchases) await store.orders.hear(paymentId, 'authorized');
  return purchases;
};

/** A provider that takes longer than a batch waits, as its first answers may, is asked once more, with more statements. */
const warmUp = async () => {
  const [purchase = newPurchase()] = await authorizeAll(1);
  await store.orders.send(captureCommand(purchase));
  await store.orders.hear(purchase.paymentId, 'captured');
};

it('one payment alone is begun and authorised with six statements, and captured with three, inbox and outbox among them', async () => {
  await warmUp();
  sent();
  const [purchase = newPurchase()] = await authorizeAll(1);
  expect(sent()).toHaveLength(6);
  await store.orders.send(captureCommand(purchase));
  await store.orders.hear(purchase.paymentId, 'captured');
  expect(sent()).toHaveLength(3);
});

it('payments that come together share their statements', async () => {
  const count = 48;
  sent();
  const purchases = await authorizeAll(count);
  expect(sent().length).toBeLessThan((count * 6) / 2);
  await store.orders.send(...purchases.map((purchase) => captureCommand(purchase)));
  for (const { paymentId } of purchases) await store.orders.hear(paymentId, 'captured');
  expect(sent().length).toBeLessThan((count * 3) / 2);
});
