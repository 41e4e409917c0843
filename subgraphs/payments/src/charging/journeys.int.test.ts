import { waitFor } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizeCommand, cancelCommand, captureCommand, type Purchase } from '../../test/orders-peer.ts';
import { newPurchase, startPayments, type TestPayments } from '../../test/start-payments.ts';

let store: TestPayments;
beforeAll(async () => {
  store = await startPayments();
});
afterAll(() => store[Symbol.asyncDispose]());

const authorize = async (token: string): Promise<Purchase> => {
  const purchase = newPurchase();
  await store.orders.send(authorizeCommand(purchase, token));
  return purchase;
};

const names = ({ paymentId }: Purchase) => store.orders.heard(paymentId).map(({ name }) => name);

const charges = async ({ orderId }: Purchase) => {
  const [order] = (await store.simulator.ledger(orderId)).orders;
  return (
    order && { charges: order.liveCharges, holds: order.liveAuthorizations, captured: order.capturedMinor }
  );
};

const stateOf = async ({ paymentId }: Purchase) => {
  const sql = 'SELECT state, goal, next_attempt_at FROM payments WHERE id = $1::uuid';
  const [row] = await store.database.$queryRawUnsafe<
    { state: string; goal: string; next_attempt_at: Date | null }[]
  >(sql, paymentId);
  return row;
};

const transactions = ({ paymentId }: Purchase) =>
  store.database.$queryRawUnsafe<object[]>(
    'SELECT kind, state FROM payment_transactions WHERE payment_id = $1::uuid ORDER BY kind',
    paymentId,
  );

describe('a payment', () => {
  it.each([
    'sim_ok',
    'sim_server_error_once',
    'sim_duplicate_webhooks',
    'sim_reordered_webhooks',
    'sim_late_success',
    'sim_slow_success',
  ])('by %s is authorised and captured once', async (token) => {
    const purchase = await authorize(token);
    const authorized = await store.orders.hear(purchase.paymentId, 'authorized');
    expect(authorized).toMatchObject({ amountMinor: 1_250, currency: 'EUR' });
    await store.orders.send(captureCommand(purchase));
    await store.orders.hear(purchase.paymentId, 'captured');
    expect(await charges(purchase)).toEqual({ charges: 1, holds: 0, captured: 1_250 });
    expect(await stateOf(purchase)).toEqual({ state: 'CAPTURED', goal: 'NONE', next_attempt_at: null });
  });

  it.each([
    ['sim_declined', 'card_declined', 'OTHER_METHOD'],
    ['sim_insufficient_funds', 'insufficient_funds', 'ANY_METHOD'],
    ['sim_blocked', 'fraud_suspected', 'NONE'],
    ['no_such_method', 'invalid_payment_method', 'OTHER_METHOD'],
  ])('by %s is declined with the provider’s reason and its advice', async (token, code, retry) => {
    const purchase = await authorize(token);
    expect(await store.orders.hear(purchase.paymentId, 'declined')).toMatchObject({ code, retry });
    expect(await charges(purchase)).toEqual({ charges: 0, holds: 0, captured: 0 });
    await store.orders.send(cancelCommand(purchase));
    const cancelled = await store.orders.hear(purchase.paymentId, 'cancelled');
    expect(cancelled).toMatchObject({ outcome: 'nothing-to-undo' });
  });

  it.each([
    ['approve', 'authorized'],
    ['decline', 'declined'],
  ])('that needs the buyer: %s', async (decision, answer) => {
    const purchase = await authorize('sim_action_required');
    const { redirectUrl } = await store.orders.hear(purchase.paymentId, 'action-required');
    const page = await fetch(String(redirectUrl));
    expect(await page.text()).toContain('12.50 EUR');
    await fetch(String(redirectUrl), { method: 'POST', body: new URLSearchParams({ decision }) });
    await store.orders.hear(purchase.paymentId, answer, 1_500);
    expect(names(purchase)).toEqual(['action-required', answer]);
  });

  it('leads the buyer from the bank to where the shop wants, with the order', async () => {
    const purchase = newPurchase();
    const returnUrl = 'https://shop.example.com/checkout?step=3#pay';
    await store.orders.send(authorizeCommand(purchase, 'sim_action_required', { returnUrl }));
    const { redirectUrl } = await store.orders.hear(purchase.paymentId, 'action-required');
    const decide = async () => {
      const body = new URLSearchParams({ decision: 'approve' });
      const { status, headers } = await fetch(String(redirectUrl), {
        method: 'POST',
        body,
        redirect: 'manual',
      });
      return [status, headers.get('location')];
    };
    const back = `https://shop.example.com/checkout?step=3&orderId=${purchase.orderId}#pay`;
    expect([await decide(), await decide()]).toEqual([
      [303, back],
      [303, back],
    ]);
    const page = await (await fetch(String(redirectUrl))).text();
    expect(page).toContain(`href="${back.replace('&', '&#38;')}"`);
    await store.orders.hear(purchase.paymentId, 'authorized');
  });

  it('that is undone before the buyer decides cannot be approved any more; the next one can', async () => {
    const first = await authorize('sim_action_required');
    const { redirectUrl } = await store.orders.hear(first.paymentId, 'action-required');
    const second = { ...first, paymentId: newPurchase().paymentId };
    await store.orders.send(cancelCommand(first));
    expect(await store.orders.hear(first.paymentId, 'cancelled')).toMatchObject({ outcome: 'voided' });
    await store.orders.send(authorizeCommand(second, 'sim_ok'));
    await store.orders.hear(second.paymentId, 'authorized');
    const approve = new URLSearchParams({ decision: 'approve' });
    const page = await fetch(String(redirectUrl), { method: 'POST', body: approve });
    expect(await page.text()).toContain('The payment was cancelled.');
    expect(await charges(first)).toEqual({ charges: 0, holds: 1, captured: 0 });
  });

  it('whose capture is declined leaves nothing set aside once it is cancelled', async () => {
    const purchase = await authorize('sim_capture_declined');
    await store.orders.hear(purchase.paymentId, 'authorized');
    await store.orders.send(captureCommand(purchase));
    expect(await store.orders.hear(purchase.paymentId, 'capture-failed')).toMatchObject({
      code: 'capture_declined',
    });
    await store.orders.send(cancelCommand(purchase));
    expect(await store.orders.hear(purchase.paymentId, 'cancelled')).toMatchObject({ outcome: 'voided' });
    expect(await charges(purchase)).toEqual({ charges: 0, holds: 0, captured: 0 });
  });

  it('that the provider never answers can be cancelled all the same', async () => {
    const purchase = await authorize('sim_timeout');
    await waitFor(async () => (await transactions(purchase)).length > 0);
    expect(await transactions(purchase)).toEqual([{ kind: 'AUTHORIZATION', state: 'PENDING' }]);
    await store.orders.send(cancelCommand(purchase));
    expect(await store.orders.hear(purchase.paymentId, 'cancelled')).toMatchObject({ outcome: 'voided' });
    expect(await charges(purchase)).toEqual({ charges: 0, holds: 0, captured: 0 });
    expect(names(purchase)).toEqual(['cancelled']);
    expect(await transactions(purchase)).toEqual([
      { kind: 'AUTHORIZATION', state: 'FAILED' },
      { kind: 'VOID', state: 'SUCCEEDED' },
    ]);
  });
});

/** A cancel may overtake the authorisation, so that the provider never hears of the order. */
const untouched = { charges: 0, holds: 0 };

describe('cancelling', () => {
  it('before the payment was heard of makes sure that it never is', async () => {
    const purchase = newPurchase();
    await store.orders.send(cancelCommand(purchase));
    expect(await store.orders.hear(purchase.paymentId, 'cancelled')).toMatchObject({
      outcome: 'nothing-to-undo',
    });
    const later = newPurchase();
    await store.orders.send(authorizeCommand(purchase, 'sim_ok'), authorizeCommand(later, 'sim_ok'));
    await store.orders.hear(later.paymentId, 'authorized');
    await waitFor(async () => (await inbox(purchase)).length === 2);
    expect(await stateOf(purchase)).toBeUndefined();
    expect(await charges(purchase)).toBeUndefined();
  });

  it.each([
    ['authorised', 'voided', []],
    ['captured', 'refunded', []],
  ])('a payment that is %s: %s', async (state, outcome) => {
    const purchase = await authorize('sim_ok');
    await store.orders.hear(purchase.paymentId, 'authorized');
    if (state === 'captured') {
      await store.orders.send(captureCommand(purchase));
      await store.orders.hear(purchase.paymentId, 'captured');
    }
    await store.orders.send(cancelCommand(purchase));
    expect(await store.orders.hear(purchase.paymentId, 'cancelled')).toMatchObject({ outcome });
    expect(await charges(purchase)).toMatchObject({ charges: 0, holds: 0 });
  });

  it.each([
    'sim_ok',
    'sim_late_success',
    'sim_slow_success',
    'sim_action_required',
    'sim_reordered_webhooks',
    'sim_server_error_once',
  ])('at once after the command to authorise by %s leaves no live charge, also later', async (token) => {
    const purchase = newPurchase();
    await store.orders.send(authorizeCommand(purchase, token), cancelCommand(purchase));
    await store.orders.hear(purchase.paymentId, 'cancelled');
    await waitFor(async () => (await pendingWebhooks()) === 0);
    expect((await charges(purchase)) ?? untouched).toMatchObject({ charges: 0, holds: 0 });
    expect(await stateOf(purchase)).toMatchObject({ goal: 'NONE', next_attempt_at: null });
  });

  it('together with the capture ends without a charge', async () => {
    const purchase = await authorize('sim_ok');
    await store.orders.hear(purchase.paymentId, 'authorized');
    await store.orders.send(captureCommand(purchase), cancelCommand(purchase));
    await store.orders.hear(purchase.paymentId, 'cancelled');
    expect(await charges(purchase)).toMatchObject({ charges: 0, holds: 0 });
  });
});

const inbox = ({ paymentId }: Purchase) =>
  store.database.$queryRawUnsafe<object[]>('SELECT 1 FROM messaging.inbox WHERE business_id = $1', paymentId);

const pendingWebhooks = async () => {
  const sql = 'SELECT count(*)::int AS count FROM simulator.webhooks WHERE delivered_at IS NULL';
  return (await store.database.$queryRawUnsafe<{ count: number }[]>(sql))[0]?.count;
};
