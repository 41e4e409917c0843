import { dataErasureAnswered, erasedEmail, guestClaimed, userDeleted } from '@cartwright/events';
import { startSender, type TestSender } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizeCommand, cancelCommand, captureCommand, type Purchase } from '../../test/orders-peer.ts';
import { newPurchase, startPayments, type TestPayments } from '../../test/start-payments.ts';

const stack = new AsyncDisposableStack();
let store: TestPayments;
let accounts: TestSender;
beforeAll(async () => {
  store = stack.use(await startPayments());
  accounts = stack.use(await startSender(store.nats, 'accounts', [userDeleted, guestClaimed]));
});
afterAll(() => stack.disposeAsync());

const patience = { timeout: 20_000 };

async function paid(purchase: Purchase, token = 'sim_card_4f9c21d0'): Promise<void> {
  await store.orders.send(authorizeCommand(purchase, token));
  await store.orders.hear(purchase.paymentId, 'authorized');
  await store.orders.send(captureCommand(purchase));
  await store.orders.hear(purchase.paymentId, 'captured');
}

async function forget(customerId: string): Promise<string> {
  const requestId = uuidv7();
  await accounts.send(userDeleted, {
    customerId,
    requestId,
    guestIds: [],
    deletedAt: new Date().toISOString(),
  });
  return requestId;
}

/** What payments has answered to a request. */
async function told(requestId: string): Promise<unknown[]> {
  const rows = await store.database.$queryRawUnsafe<{ waitsFor: unknown }[]>(
    `SELECT envelope -> 'data' -> 'waitsFor' AS "waitsFor" FROM messaging.outbox
     WHERE type = $1 AND envelope -> 'data' ->> 'requestId' = $2 ORDER BY seq`,
    dataErasureAnswered.payments.type,
    requestId,
  );
  return rows.map(({ waitsFor }) => waitsFor);
}

const lookAgain = (customerId: string) =>
  store.database.$executeRawUnsafe(
    'UPDATE personal_data.erasures SET next_at = now() WHERE customer_id = $1::uuid',
    customerId,
  );

/** The payment and its receipt, as staff see them. */
async function read({ paymentId }: Purchase) {
  const query = `query ($id: ID!) { payment(id: $id) {
    state method { name } receipt { number email total { gross { amount } } creditNotes { refundedTo } } } }`;
  const viewer = { role: 'STAFF', permissions: ['PAYMENTS_READ'] } as const;
  const { payment } = await store.query<{ payment: object | null }>(query, { id: paymentId }, viewer);
  return payment;
}

const emailOf = async ({ paymentId }: Purchase) => {
  const sql = 'SELECT email FROM payments WHERE id = $1::uuid';
  const rows = await store.database.$queryRawUnsafe<{ email: string }[]>(sql, paymentId);
  return rows[0]?.email;
};

describe('the payments of somebody who is erased', () => {
  it('name nobody, and are given back all the same', async () => {
    const purchase = newPurchase();
    await paid(purchase);
    const before = await read(purchase);
    const requestId = await forget(purchase.customerId);
    await expect.poll(() => told(requestId), patience).toEqual([null]);
    const after = await read(purchase);
    expect(JSON.stringify(after)).toBe(JSON.stringify(before).replace('shopper@example.com', erasedEmail));
    await store.orders.send(cancelCommand(purchase));
    await store.orders.hear(purchase.paymentId, 'cancelled');
    const refunded = { creditNotes: [{ refundedTo: 'Test card of your own' }], email: erasedEmail };
    expect(await read(purchase)).toMatchObject({ state: 'REFUNDED', receipt: refunded });
    const { orders: books } = await store.simulator.ledger(purchase.orderId);
    expect(JSON.stringify(books)).not.toContain('shopper@example.com');
  });

  it('are erased when they have ended, or when a guest turns out late to have been this customer', async () => {
    const [open, ofGuest] = [newPurchase(), newPurchase()];
    await store.orders.send(authorizeCommand(open, 'sim_ok'));
    await store.orders.hear(open.paymentId, 'authorized');
    await paid(ofGuest);
    const requestId = await forget(open.customerId);
    await expect.poll(() => told(requestId), patience).toEqual(['PAYMENTS_UNDER_WAY']);
    await store.orders.send(captureCommand(open));
    await store.orders.hear(open.paymentId, 'captured');
    await lookAgain(open.customerId);
    await expect.poll(() => told(requestId), patience).toEqual(['PAYMENTS_UNDER_WAY', null]);
    expect(await emailOf(ofGuest)).toBe('shopper@example.com');
    await accounts.send(guestClaimed, { guestId: ofGuest.customerId, customerId: open.customerId });
    await expect
      .poll(async () => (await lookAgain(open.customerId), emailOf(ofGuest)), patience)
      .toBe(erasedEmail);
  });
});
