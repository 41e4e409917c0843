import type { BuyerSignals } from '@cartwright/events';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizeCommand, captureCommand, type Purchase } from '../../test/orders-peer.ts';
import { newPurchase, startPayments, type TestPayments } from '../../test/start-payments.ts';
import { forgetSightings } from './use-cases/forget-sightings.ts';

let store: TestPayments;
beforeAll(async () => {
  store = await startPayments();
});
afterAll(() => store[Symbol.asyncDispose]());

const hash = () => uuidv7();
/** Somebody nobody has seen before. */
const stranger = (more: Partial<BuyerSignals> = {}): BuyerSignals => ({
  email: hash(),
  addresses: [hash()],
  network: hash(),
  device: hash(),
  ...more,
});

interface Attempt {
  readonly token: string;
  readonly purchase?: Partial<Purchase>;
  readonly signals?: BuyerSignals;
}

/** Begins a payment and waits for what payments says of it first. */
async function pay({ token, purchase: more = {}, signals = stranger() }: Attempt) {
  const purchase = { ...newPurchase(), ...more };
  await store.orders.send(authorizeCommand(purchase, token, { signals }));
  const said = await Promise.any(
    ['authorized', 'review-required', 'declined'].map(async (name) => ({
      name,
      data: await store.orders.hear(purchase.paymentId, name),
    })),
  );
  return { purchase, ...said };
}

const entriesOf = async ({ orderId }: Purchase) => (await store.simulator.ledger(orderId)).orders.length;
const card = () => `sim_card_${uuidv7().replaceAll('-', '')}`;
const badCard = () => `sim_declined_${uuidv7().replaceAll('-', '')}`;

describe('the risk of a payment', () => {
  it('is looked at from an amount on, and taken only after it was approved', async () => {
    const { purchase, name, data } = await pay({ token: 'sim_ok', purchase: { amountMinor: 500_000 } });
    expect(name).toBe('review-required');
    expect(data).toMatchObject({ reasons: ['AMOUNT_HIGH'] });
    expect(new Date(String(data['authorizedUntil'])).getTime()).toBeGreaterThan(Date.now() + 6 * 86_400_000);
    await store.orders.send(captureCommand(purchase));
    expect(await store.orders.hear(purchase.paymentId, 'capture-failed')).toMatchObject({
      code: 'review_missing',
    });

    const approved = await pay({ token: 'sim_ok', purchase: { amountMinor: 500_000 } });
    await store.orders.send(captureCommand(approved.purchase, { isReviewed: true }));
    await store.orders.hear(approved.purchase.paymentId, 'captured');
  });

  it('is high for a card of many accounts, and says why to staff alone', async () => {
    const token = card();
    for (let account = 0; account < 3; account += 1) expect((await pay({ token })).name).toBe('authorized');
    const { purchase, name } = await pay({ token });
    expect(name).toBe('review-required');
    const query = 'query ($id: ID!) { payment(id: $id) { state risk { decision reasons } } }';
    const ask = (viewer: object) =>
      store.query<{ payment: object }>(query, { id: purchase.paymentId }, viewer);
    expect(await ask({ role: 'STAFF' })).toMatchObject({
      payment: { risk: { decision: 'REVIEW', reasons: ['METHOD_OF_MANY_ACCOUNTS'] } },
    });
    expect(await ask({ id: purchase.customerId, role: 'CUSTOMER' })).toEqual({
      payment: { state: 'AUTHORIZED', risk: null },
    });
  });

  it('ends the trying out of cards: the provider is not asked, and the answer tells nothing', async () => {
    const network = hash();
    const device = hash();
    const tryOne = () => pay({ token: badCard(), signals: stranger({ network, device }) });
    for (let tried = 0; tried < 8; tried += 1)
      expect((await tryOne()).data).toMatchObject({ code: 'card_declined' });
    const { purchase, name, data } = await tryOne();
    expect(name).toBe('declined');
    expect(data).toMatchObject({ code: 'declined', reason: 'The payment was declined.', retry: 'NONE' });
    expect(await entriesOf(purchase)).toBe(0);
    expect((await pay({ token: badCard() })).data).toMatchObject({ code: 'card_declined' });
  });

  it('shuts the owner of a card out for nothing that others did with it', async () => {
    const token = card();
    const owner = { customerId: uuidv7() };
    const first = await pay({ token, purchase: owner });
    await store.orders.send(captureCommand(first.purchase));
    await store.orders.hear(first.purchase.paymentId, 'captured');
    const sql = `INSERT INTO payment_sightings (payment_id, seen_at, account, fingerprint, outcome)
      SELECT gen_random_uuid(), now(), 'a thief', fingerprint, 'DECLINED' FROM payment_sightings, generate_series(1, 9)
      WHERE payment_id = $1::uuid`;
    await store.database.$queryRawUnsafe(sql, first.purchase.paymentId);
    expect((await pay({ token })).name).toBe('declined');
    expect((await pay({ token, purchase: owner })).name).toBe('review-required');
  });

  it('of the same account or card is judged one after the other, however many come at once', async () => {
    const token = card();
    const all = await Promise.all(Array.from({ length: 8 }, () => pay({ token })));
    expect(all.filter(({ name }) => name === 'authorized')).toHaveLength(3);
  });

  it('is judged by nothing that is older than thirty days, and nothing plain', async () => {
    const { purchase } = await pay({ token: card() });
    const rows = () =>
      store.database.$queryRawUnsafe<object[]>(
        'SELECT account, email FROM payment_sightings WHERE payment_id = $1::uuid',
        purchase.paymentId,
      );
    expect(JSON.stringify(await rows())).not.toContain('shopper@example.com');
    const { statements } = store.subgraph.database;
    await forgetSightings(statements, new Date(Date.now() + 29 * 86_400_000));
    expect(await rows()).toHaveLength(1);
    await forgetSightings(statements, new Date(Date.now() + 31 * 86_400_000));
    expect(await rows()).toHaveLength(0);
  });
});
