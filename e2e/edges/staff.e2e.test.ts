import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paymentBecomes, stepBecomes, whileCommitting } from '../support/checkout-steps.ts';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { violations } from '../support/invariants.ts';
import { mutate } from '../support/mutate.ts';
import { ledgerOf } from '../support/ledger.ts';
import { queryDomain } from '../support/query-domain.ts';
import {
  fillCart,
  findVariant,
  followToEnd,
  guest,
  placeInput,
  placeOrder,
  quantityAvailable,
  register,
} from '../support/shopper.ts';
import { messagingLag, staffClient, waitingCheckout, waitingFor } from '../support/staff.ts';

let store: TestStore;
let visitor: GraphqlClient;
let staff: GraphqlClient;
beforeAll(async () => {
  store = await startTestStore({
    env: { orders: { CHECKOUT_STEP_TIMEOUT_SECONDS: '120' }, simulator: { SETTLE_MS: '700' } },
  });
  visitor = graphqlClient(store.graphqlUrl);
  staff = await staffClient(store.graphqlUrl);
});
afterAll(async () => {
  await store.stop();
});

async function buy(token: string, skip = 0) {
  const buyer = await guest(store.graphqlUrl);
  const variant = await findVariant(visitor, 20, skip);
  const before = await quantityAvailable(visitor, variant.slug, variant.id);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  return { buyer, variant, before, order: await placeOrder(buyer, placeInput(cart, token)) };
}

/** Runs a mutation on an order or a parked message. @returns the type of its result */
async function act(name: string, input: object, by = staff): Promise<string> {
  const result = await mutate<{ __typename: string }>(by, { name, input, select: '__typename' });
  return result.__typename;
}

interface StaffAction {
  readonly action: string;
  readonly target: string;
  readonly reason: string;
  readonly at: string;
  readonly staff: { readonly email: string };
}

/** The actions on a target: by whom, what and why, latest first. */
async function actionsOn(target: string): Promise<string[]> {
  const { staffActions } = await staff.ask<{ staffActions: { nodes: StaffAction[] } }>(
    `query ($target: ID) { staffActions(filters: { target: $target }) {
      nodes { action target reason at staff { email } } } }`,
    { target },
  );
  const { nodes } = staffActions;
  expect(nodes.every((node) => node.target === target)).toBe(true);
  expect(nodes.every(({ at }) => Math.abs(Date.now() - Date.parse(at)) < 120_000)).toBe(true);
  return nodes.map((node) => `${node.staff.email}: ${node.action}: ${node.reason}`);
}

interface ParkedMessage {
  readonly id: string;
  readonly domain: string;
  readonly type: string;
  readonly businessId: string;
  readonly reason: string;
  readonly attempts: number;
  readonly state: string;
  readonly resolution: string | null;
}

async function parked(type: string, businessId: string): Promise<ParkedMessage | undefined> {
  const { parkedMessages } = await staff.ask<{ parkedMessages: { nodes: ParkedMessage[] } }>(
    `{ parkedMessages(first: 100) {
      nodes { id domain type businessId reason attempts state resolution } } }`,
  );
  return parkedMessages.nodes.find((node) => node.type === type && node.businessId === businessId);
}

const parkedBecomes = (type: string, businessId: string, expected: Partial<ParkedMessage>) =>
  expect.poll(() => parked(type, businessId), { timeout: 20_000 }).toMatchObject(expected);

async function nothingIsWrong() {
  await expect.poll(() => violations(store), { timeout: 60_000, interval: 500 }).toEqual([]);
}

describe('a checkout that is stuck', () => {
  it('is listed, redriven, cancelled by force, and compensated once payments is back', async () => {
    const payments = store.process('payments');
    const { buyer, variant, before, order } = await buy('sim_slow_success');
    await expect
      .poll(() => ledgerOf(store.simulatorUrl, [order.id]), { timeout: 20_000 })
      .toMatchObject([{ liveAuthorizations: 1 }]);
    payments.kill('SIGKILL');
    await payments.exited;
    try {
      expect(await waitingCheckout(staff, order.id)).toMatchObject({
        step: 'AUTHORIZING',
        attempt: 1,
        waitsFor: ['PAYMENT_AUTHORIZATION'],
        order: { status: 'CREATED' },
      });
      const input = { orderId: order.id, reason: 'the provider is back' };
      expect(await act('checkoutRedrive', input)).toBe('CheckoutRedriveSuccess');
      expect(await waitingCheckout(staff, order.id)).toMatchObject({ attempt: 2 });
      const force = { orderId: order.id, reason: 'the buyer telephoned' };
      expect(await act('checkoutCancel', force)).toBe('CheckoutCancelSuccess');
      await expect
        .poll(() => waitingCheckout(staff, order.id), { timeout: 20_000 })
        .toMatchObject({ step: 'CANCELLING', waitsFor: ['PAYMENT_CANCELLATION'] });
      await expect
        .poll(() => waitingFor(staff, 'payments-orders-payments'), { timeout: 20_000 })
        .toBeGreaterThan(0);
    } finally {
      await payments.start();
    }
    const events = await followToEnd(buyer, order.id);
    expect(events.at(-1)?.orderStatusChanged.status).toBe('CANCELLED');
    const { order: ended } = await buyer.ask<{ order: unknown }>(
      'query ($id: ID!) { order(id: $id) { paymentStatus cancellation { reason } } }',
      { id: order.id },
    );
    expect(ended).toEqual({ paymentStatus: 'VOIDED', cancellation: { reason: 'STAFF_REQUEST' } });
    await expect
      .poll(() => actionsOn(order.id))
      .toEqual([
        'staff@example.com: CHECKOUT_CANCEL: the buyer telephoned',
        'staff@example.com: CHECKOUT_REDRIVE: the provider is back',
      ]);
    await nothingIsWrong();
    expect(await quantityAvailable(visitor, variant.slug, variant.id)).toBe(before);
    expect(await waitingCheckout(staff, order.id)).toBeUndefined();
  });
});

describe('a message that cannot be handled', () => {
  it('is parked with its reason, and takes effect when it is replayed after its cause is removed', async () => {
    const { buyer, order } = await buy('sim_late_success', 1);
    const type = 'payments.capture.v1';
    const spoil = (byMinor: number) =>
      queryDomain<{ id: string }>(
        store,
        'payments',
        'UPDATE payments SET amount_minor = amount_minor + $2 WHERE order_id = $1 RETURNING id',
        [order.id, byMinor],
      );
    let paymentId = '';
    await whileCommitting({ store, staff, orderId: order.id }, async (sellStock) => {
      await paymentBecomes(store, order.id, `state = 'AUTHORIZED'`);
      [{ id: paymentId } = { id: '' }] = await spoil(1);
      sellStock();
      await stepBecomes(staff, order.id, 'CAPTURING');
    });
    const reason = 'Only the whole amount can be captured';
    await parkedBecomes(type, paymentId, { domain: 'payments', state: 'PARKED', attempts: 1, reason });
    expect(await waitingCheckout(staff, order.id)).toMatchObject({ waitsFor: ['PAYMENT_CAPTURE'] });
    expect((await messagingLag(staff)).find(({ domain }) => domain === 'payments')?.parked).toBe(1);

    const { id = '' } = (await parked(type, paymentId)) ?? {};
    expect(await act('parkedMessageReplay', { id, reason: 'let us see' })).toBe('ParkedMessageReplaySuccess');
    await parkedBecomes(type, paymentId, { state: 'PARKED', attempts: 2, reason });
    await spoil(-1);
    await act('parkedMessageReplay', { id, reason: 'the amount is mended' });
    await parkedBecomes(type, paymentId, { state: 'RESOLVED', resolution: 'REPLAYED' });

    const events = await followToEnd(buyer, order.id);
    expect(events.at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
    expect(await ledgerOf(store.simulatorUrl, [order.id])).toMatchObject([{ liveCharges: 1 }]);
    await expect
      .poll(() => actionsOn(id))
      .toEqual([
        'staff@example.com: PARKED_MESSAGE_REPLAY: the amount is mended',
        'staff@example.com: PARKED_MESSAGE_REPLAY: let us see',
      ]);
    expect(await act('parkedMessageReplay', { id, reason: 'again' })).toBe('ParkedMessageResolvedError');
    expect(await actionsOn(id)).toHaveLength(2);
    await nothingIsWrong();
  });

  it('that cannot be parsed is parked without blocking others, and discarded', async () => {
    const type = 'inventory.reserved.v1';
    const businessId = crypto.randomUUID();
    const envelope = {
      specversion: '1.0',
      id: crypto.randomUUID(),
      source: 'products',
      type,
      time: new Date().toISOString(),
      subject: businessId,
      businessid: businessId,
      data: { orderId: 'not an id' },
    };
    await queryDomain(
      store,
      'products',
      `INSERT INTO messaging.outbox (id, type, subject, key, business_id, envelope)
       VALUES ($1, $2, $3, $4, $4, $5)`,
      [envelope.id, type, `from.products.${type}.${businessId}`, businessId, envelope],
    );
    const { buyer, order } = await buy('sim_ok', 2);
    const events = await followToEnd(buyer, order.id);
    expect(events.at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
    await parkedBecomes(type, businessId, { domain: 'orders', state: 'PARKED', attempts: 1 });
    const { id = '', reason } = (await parked(type, businessId)) ?? {};
    expect(reason).toContain(`The data does not fit ${type}`);
    expect(await act('parkedMessageDiscard', { id, reason: 'made by hand' })).toBe(
      'ParkedMessageDiscardSuccess',
    );
    await parkedBecomes(type, businessId, { state: 'RESOLVED', resolution: 'DISCARDED' });
    await expect
      .poll(() => actionsOn(id))
      .toEqual(['staff@example.com: PARKED_MESSAGE_DISCARD: made by hand']);
    await nothingIsWrong();
  });
});

describe('what staff can see and do', () => {
  const id = crypto.randomUUID();
  const fields = [
    'query { parkedMessages { totalCount } }',
    'query { stuckCheckouts { totalCount } }',
    'query { staffActions { totalCount } }',
    'query { messagingLag { domain } }',
    `mutation { parkedMessageReplay(input: { id: "${id}", reason: "x" }) { __typename } }`,
    `mutation { parkedMessageDiscard(input: { id: "${id}", reason: "x" }) { __typename } }`,
    `mutation { checkoutRedrive(input: { orderId: "${id}", reason: "x" }) { __typename } }`,
    `mutation { checkoutCancel(input: { orderId: "${id}", reason: "x" }) { __typename } }`,
  ];

  it('is forbidden to customers and guests, and asks visitors to sign in', async () => {
    const anonymous = await guest(store.graphqlUrl);
    const viewers = [
      [await register(await guest(store.graphqlUrl)), 'FORBIDDEN'],
      [anonymous, 'FORBIDDEN'],
      [visitor, 'UNAUTHENTICATED'],
    ] as const;
    for (const [viewer, code] of viewers) {
      for (const field of fields) {
        const { errors } = await viewer.send(field);
        expect(
          errors?.map(({ extensions }) => extensions?.code),
          field,
        ).toEqual([code]);
      }
    }
    await expect.poll(() => actionsOn(id)).toEqual([]);
  });
});
