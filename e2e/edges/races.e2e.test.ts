import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paymentBecomes, stepBecomes, whileCommitting } from '../support/checkout-steps.ts';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { violations } from '../support/invariants.ts';
import { ledgerOf } from '../support/ledger.ts';
import { queryDomain } from '../support/query-domain.ts';
import {
  currentCart,
  fillCart,
  findVariant,
  followToEnd,
  guest,
  placeInput,
  placeOrder,
  quantityAvailable,
  type Cart,
} from '../support/shopper.ts';
import { adjustStock, setPrice, staffClient } from '../support/staff.ts';
import { whileHeld } from '../support/while-held.ts';

let store: TestStore;
let visitor: GraphqlClient;
let staff: GraphqlClient;
beforeAll(async () => {
  store = await startTestStore({ env: { simulator: { SETTLE_MS: '700' } } });
  visitor = graphqlClient(store.graphqlUrl);
  staff = await staffClient(store.graphqlUrl);
});
afterAll(async () => {
  await store.stop();
});

/** A guest whose cart holds one piece. */
async function shopping(skip: number) {
  const buyer = await guest(store.graphqlUrl);
  const variant = await findVariant(visitor, 20, skip);
  return { buyer, variant, cart: await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]) };
}

async function cancel(buyer: GraphqlClient, orderId: string): Promise<string> {
  const { orderCancel } = await buyer.ask<{ orderCancel: { __typename: string } }>(
    'mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { __typename } }',
    { input: { orderId } },
  );
  return orderCancel.__typename;
}

interface Ending {
  readonly status: string;
  readonly paymentStatus: string;
  readonly cancellation: { readonly reason: string } | null;
}

/** Waits until an order has ended. @returns its outcome */
async function ending(buyer: GraphqlClient, orderId: string): Promise<Ending> {
  await followToEnd(buyer, orderId);
  const { order } = await buyer.ask<{ order: Ending }>(
    'query ($id: ID!) { order(id: $id) { status paymentStatus cancellation { reason } } }',
    { id: orderId },
  );
  return order;
}

const cartBecomesActive = (buyer: GraphqlClient, cart: Cart) =>
  expect.poll(() => currentCart(buyer, cart.id), { timeout: 20_000 }).toMatchObject({ status: 'ACTIVE' });

async function nothingIsWrong() {
  await expect.poll(() => violations(store), { timeout: 60_000, interval: 500 }).toEqual([]);
}

/** What a test does at the moment of the race. */
interface Act {
  /** Places the order. @returns its id */
  readonly place: () => Promise<string>;
  readonly cancel: () => Promise<void>;
}

/** Brings an order to a moment, cancels it there, and checks that stock, money and cart are as before. */
async function cancelledAt(meet: (act: Act) => Promise<void>, token = 'sim_ok'): Promise<Ending> {
  const { buyer, cart, variant } = await shopping(0);
  const before = await quantityAvailable(visitor, variant.slug, variant.id);
  let orderId = '';
  await meet({
    place: async () => ({ id: orderId } = await placeOrder(buyer, placeInput(cart, token))).id,
    cancel: async () => expect(await cancel(buyer, orderId)).toBe('OrderCancelSuccess'),
  });
  const end = await ending(buyer, orderId);
  expect(end).toMatchObject({ status: 'CANCELLED', cancellation: { reason: 'CUSTOMER_REQUEST' } });
  expect(await cancel(buyer, orderId)).toBe('OrderCancelSuccess');
  await cartBecomesActive(buyer, cart);
  await nothingIsWrong();
  expect(await quantityAvailable(visitor, variant.slug, variant.id)).toBe(before);
  return end;
}

/** Brings an order to its capture, and suspends the provider before it answers. */
async function whileCapturing(
  orderId: string,
  work: (orderId: string, takeMoney: () => void) => Promise<void>,
): Promise<void> {
  await whileCommitting({ store, staff, orderId }, (sellStock) =>
    whileHeld(store.process('simulator'), async (takeMoney) => {
      sellStock();
      await stepBecomes(staff, orderId, 'CAPTURING');
      await paymentBecomes(store, orderId, `goal = 'CAPTURE'`);
      await work(orderId, takeMoney);
    }),
  );
}

describe('a cancellation by the buyer', () => {
  it('arrives while stock is being requested', async () => {
    const { paymentStatus } = await cancelledAt(({ place, cancel: cancelNow }) =>
      whileHeld(store.process('products'), async () => {
        await stepBecomes(staff, await place(), 'RESERVING');
        await cancelNow();
      }),
    );
    expect(paymentStatus).toBe('PENDING');
  });

  it('arrives while the payment is being requested, and arrives twice', async () => {
    const { paymentStatus } = await cancelledAt(({ place, cancel: cancelNow }) =>
      whileHeld(store.process('payments'), async () => {
        const orderId = await place();
        await stepBecomes(staff, orderId, 'AUTHORIZING');
        await cancelNow();
        await stepBecomes(staff, orderId, 'CANCELLING');
        await cancelNow();
      }),
    );
    expect(paymentStatus).toBe('VOIDED');
  });

  it('arrives while the provider is authorising', async () => {
    const { paymentStatus } = await cancelledAt(({ place, cancel: cancelNow }) =>
      whileHeld(store.process('simulator'), async () => {
        const orderId = await place();
        await paymentBecomes(store, orderId, `goal = 'AUTHORIZE'`);
        await cancelNow();
        await paymentBecomes(store, orderId, `goal = 'CANCEL'`);
      }),
    );
    expect(paymentStatus).toBe('VOIDED');
  });

  it('arrives while the stock is being committed', async () => {
    const { paymentStatus } = await cancelledAt(async ({ place, cancel: cancelNow }) => {
      await whileCommitting({ store, staff, orderId: await place() }, cancelNow);
    }, 'sim_late_success');
    expect(paymentStatus).toBe('VOIDED');
  });

  it('arrives while the provider is capturing', async () => {
    const { paymentStatus } = await cancelledAt(async ({ place, cancel: cancelNow }) => {
      await whileCapturing(await place(), async (orderId) => {
        await cancelNow();
        await paymentBecomes(store, orderId, `goal = 'CANCEL'`);
      });
    }, 'sim_late_success');
    expect(paymentStatus).toMatch(/^(VOIDED|REFUNDED)$/);
  });

  it('arrives just after the capture, before orders has been informed', async () => {
    let charged = '';
    const { paymentStatus } = await cancelledAt(async ({ place, cancel: cancelNow }) => {
      await whileCapturing(await place(), (orderId, takeMoney) =>
        whileHeld(store.services.nats, async () => {
          charged = orderId;
          takeMoney();
          await paymentBecomes(store, orderId, `state = 'CAPTURED'`);
          await cancelNow();
        }),
      );
    }, 'sim_late_success');
    expect(paymentStatus).toBe('REFUNDED');
    const [entry] = await ledgerOf(store.simulatorUrl, [charged]);
    expect(entry).toMatchObject({ liveCharges: 0, refundedMinor: entry?.capturedMinor });
    expect(entry?.capturedMinor).toBeGreaterThan(0);
  });
});

describe('between the order and its reservation', () => {
  it('a higher price does not change the order, and missing stock cancels it', async () => {
    const [dearer, gone] = [await shopping(1), await shopping(2)];
    const taken = gone.variant.quantityAvailable;
    const [sold, refused] = await whileHeld(store.services.nats, async () => {
      const orders = await Promise.all([
        placeOrder(dearer.buyer, placeInput(dearer.cart)),
        placeOrder(gone.buyer, placeInput(gone.cart)),
      ]);
      await setPrice(staff, dearer.variant.id, '99.00');
      await adjustStock(staff, gone.variant.id, -taken);
      return orders;
    });

    expect(await ending(dearer.buyer, sold.id)).toMatchObject({ status: 'CONFIRMED' });
    const promised = dearer.cart.deliveryOptions.find(({ code }) => code === 'standard')?.cartTotal.amount;
    const [charge] = await ledgerOf(store.simulatorUrl, [sold.id]);
    expect(charge?.capturedMinor).toBe(Math.round(Number(promised) * 100));

    expect(await ending(gone.buyer, refused.id)).toMatchObject({
      status: 'CANCELLED',
      cancellation: { reason: 'OUT_OF_STOCK' },
    });
    await cartBecomesActive(gone.buyer, gone.cart);
    await adjustStock(staff, gone.variant.id, taken);
    const again = await placeOrder(gone.buyer, placeInput(gone.cart));
    expect(await ending(gone.buyer, again.id)).toMatchObject({ status: 'CONFIRMED' });
    await nothingIsWrong();
  });
});

describe('a reservation that ends while the payment is being authorised', () => {
  const reservation = (status: string, orderId: string) =>
    expect
      .poll(
        () =>
          queryDomain(store, 'products', 'SELECT status FROM reservations WHERE order_id = $1', [orderId]),
        { timeout: 20_000 },
      )
      .toEqual([{ status }]);

  it('cancels the order; the late authorisation is voided, and the stock and the cart are released', async () => {
    const orders = store.process('orders');
    await orders.restart({ CHECKOUT_RESERVATION_SECONDS: '2' });
    const { buyer, cart, variant } = await shopping(3);
    const before = await quantityAvailable(visitor, variant.slug, variant.id);
    const id = await whileHeld(store.process('simulator'), async (authorize) => {
      const order = await placeOrder(buyer, placeInput(cart));
      await paymentBecomes(store, order.id, `goal = 'AUTHORIZE'`);
      await whileHeld(orders, async () => {
        authorize();
        await paymentBecomes(store, order.id, `state = 'AUTHORIZED'`);
        await reservation('expired', order.id);
      });
      return order.id;
    });
    const { status, paymentStatus, cancellation } = await ending(buyer, id);
    expect({ status, paymentStatus }).toEqual({ status: 'CANCELLED', paymentStatus: 'VOIDED' });
    expect(cancellation?.reason).toMatch(/^(RESERVATION_EXPIRED|PAYMENT_TIMED_OUT)$/);
    expect(await quantityAvailable(visitor, variant.slug, variant.id)).toBe(before);
    await cartBecomesActive(buyer, cart);

    await orders.restart();
    const again = await placeOrder(buyer, placeInput(cart));
    expect(await ending(buyer, again.id)).toMatchObject({ status: 'CONFIRMED' });
    await nothingIsWrong();
  });
});
