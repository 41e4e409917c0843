import { waitFor } from '@cartwright/testing';
import { describe, expect, it } from 'vitest';
import { authorizeCommand, cancelCommand, captureCommand } from '../../test/orders-peer.ts';
import { newPurchase, startPayments, type TestPayments } from '../../test/start-payments.ts';
import { ProviderUnavailable, type PaymentProvider } from '../provider/door.ts';

type Operation = 'authorize' | 'capture' | 'void' | 'refund';

/** Does what it is asked, and then dies before anybody hears of it: once per payment and operation. */
function dyingAfter(operations: readonly Operation[]): (provider: PaymentProvider) => PaymentProvider {
  const died = new Set<string>();
  const deadly =
    <Request extends { idempotencyKey: string }, Result>(call: (request: Request) => Promise<Result>) =>
    async (request: Request): Promise<Result> => {
      const result = await call(request);
      if (died.has(request.idempotencyKey)) return result;
      died.add(request.idempotencyKey);
      throw new Error('crashed');
    };
  return (provider) => ({
    ...provider,
    ...Object.fromEntries(operations.map((name) => [name, deadly(provider[name] as never)])),
  });
}

const makeDue = ({ database }: TestPayments) =>
  database.$executeRawUnsafe('UPDATE payments SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL');

const entriesOf = async ({ database }: TestPayments, reference: string) => {
  const sql = 'SELECT kind FROM simulator.entries WHERE reference = $1 ORDER BY id';
  return (await database.$queryRawUnsafe<{ kind: string }[]>(sql, reference)).map(({ kind }) => kind);
};

/** Brings the leases of dead pursuers to an end until orders hears of it. */
const hearAfterLease = (store: TestPayments, paymentId: string, name: string) =>
  waitFor(async () => {
    await makeDue(store);
    return store.orders.heard(paymentId).some((one) => one.name === name);
  });

describe('a crash between the provider’s answer and the commit', () => {
  it('authorises, captures and refunds once', async () => {
    await using store = await startPayments({ wrapProvider: dyingAfter(['authorize', 'capture', 'refund']) });
    const purchase = newPurchase();
    await store.orders.send(authorizeCommand(purchase, 'sim_ok'));
    await hearAfterLease(store, purchase.paymentId, 'authorized');
    await store.orders.send(captureCommand(purchase));
    await hearAfterLease(store, purchase.paymentId, 'captured');
    expect(await entriesOf(store, purchase.paymentId)).toEqual(['authorization', 'capture']);
    const receipts = 'SELECT number FROM receipts WHERE payment_id = $1::uuid';
    expect(await store.database.$queryRawUnsafe(receipts, purchase.paymentId)).toEqual([{ number: 100_001 }]);
    await store.orders.send(cancelCommand(purchase));
    await hearAfterLease(store, purchase.paymentId, 'cancelled');
    expect(await entriesOf(store, purchase.paymentId)).toEqual(['authorization', 'capture', 'refund']);
    const names = store.orders.heard(purchase.paymentId).map(({ name }) => name);
    expect(names).toEqual(['authorized', 'captured', 'cancelled']);
  });

  it('of a void voids once', async () => {
    await using store = await startPayments({ wrapProvider: dyingAfter(['void']) });
    const purchase = newPurchase();
    await store.orders.send(authorizeCommand(purchase, 'sim_ok'));
    await store.orders.hear(purchase.paymentId, 'authorized');
    await store.orders.send(cancelCommand(purchase));
    await hearAfterLease(store, purchase.paymentId, 'cancelled');
    expect(await entriesOf(store, purchase.paymentId)).toEqual(['authorization', 'void']);
  });
});

describe('a capture whose answer is lost', () => {
  it('is refunded when the payment is cancelled meanwhile', async () => {
    const loseAnswer = (provider: PaymentProvider): PaymentProvider => ({
      ...provider,
      capture: async (request) => {
        await provider.capture(request);
        throw new ProviderUnavailable('the answer is lost');
      },
    });
    await using store = await startPayments({ wrapProvider: loseAnswer });
    const purchase = newPurchase();
    await store.orders.send(authorizeCommand(purchase, 'sim_ok'));
    await store.orders.hear(purchase.paymentId, 'authorized');
    await store.orders.send(captureCommand(purchase));
    await waitFor(async () => (await entriesOf(store, purchase.paymentId)).includes('capture'));
    await store.orders.send(cancelCommand(purchase));
    expect(await store.orders.hear(purchase.paymentId, 'cancelled')).toMatchObject({ outcome: 'refunded' });
    expect(await entriesOf(store, purchase.paymentId)).toEqual(['authorization', 'capture', 'refund']);
    expect(store.orders.heard(purchase.paymentId).map(({ name }) => name)).toEqual([
      'authorized',
      'cancelled',
    ]);
  });
});

describe('a webhook that never comes', () => {
  it('is not needed: the payment is asked after', async () => {
    await using store = await startPayments({ webhooks: false, settleMs: 100 });
    const late = newPurchase();
    const waiting = newPurchase();
    await store.orders.send(
      authorizeCommand(late, 'sim_late_success'),
      authorizeCommand(waiting, 'sim_action_required'),
    );
    const { redirectUrl } = await store.orders.hear(waiting.paymentId, 'action-required');
    const body = new URLSearchParams({ decision: 'approve' });
    await fetch(String(redirectUrl), { method: 'POST', body });
    await Promise.all([late, waiting].map(({ paymentId }) => hearAfterLease(store, paymentId, 'authorized')));
    const undelivered = 'SELECT count(*)::int AS count FROM simulator.webhooks WHERE delivered_at IS NULL';
    expect(await store.database.$queryRawUnsafe(undelivered)).toEqual([{ count: 2 }]);
  });
});
