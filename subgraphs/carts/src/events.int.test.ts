import {
  guestClaimed,
  orderAbandoned,
  orderCancelled,
  orderClaimed,
  orderConfirmed,
  orderPlaced,
  productTraitsChanged,
  stockChanged,
  variantChanged,
  type OrderSnapshot,
} from '@cartwright/events';
import { startSender, startTestNats, waitFor, type TestNats, type TestSender } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import {
  createCart,
  freezeRequest,
  mutate,
  newCustomer,
  newGuest,
  readCart,
  type KnownViewer,
  type SeenCart,
} from '../test/operations.ts';
import { knowVariant, traitsChange, variantChange } from '../test/sample-variants.ts';
import { startTestCarts, type TestCarts } from '../test/start-test-carts.ts';
import { findCarts } from './cart/door.ts';
import { beforeFreeze } from './freezing/repository.ts';
import { findOffers } from './offers/door.ts';

const stack = new AsyncDisposableStack();
let nats: TestNats;
let carts: TestCarts;
let orders: TestSender;
let products: TestSender;
let accounts: TestSender;

beforeAll(async () => {
  nats = stack.use(await startTestNats());
  orders = stack.use(
    await startSender(nats, 'orders', [
      orderAbandoned,
      orderPlaced,
      orderConfirmed,
      orderCancelled,
      orderClaimed,
    ]),
  );
  products = stack.use(
    await startSender(nats, 'products', [variantChanged, stockChanged, productTraitsChanged]),
  );
  accounts = stack.use(await startSender(nats, 'accounts', [guestClaimed]));
  carts = stack.use(await startTestCarts({ natsUrl: nats.urlFor('carts') }));
});
afterAll(() => stack.disposeAsync());

interface Checkout {
  readonly customer: KnownViewer;
  readonly variantId: string;
  readonly cart: SeenCart;
  readonly order: OrderSnapshot;
}

/** A customer with two stools in a cart that is locked for an order. */
async function checkOut(): Promise<Checkout> {
  const [customer, variantId] = [newCustomer(), await knowVariant(carts.database)];
  const cart = await createCart(carts, customer, { [variantId]: 2 });
  const orderId = uuidv7();
  const frozen = await carts.freeze(freezeRequest(cart, customer, { orderId, expectedTotalMinor: 4490 }));
  expect(frozen.outcome).toBe('frozen');
  const [sample] = orderPlaced.samples;
  const order = orderPlaced.schema.parse({
    ...(sample as object),
    orderId,
    customerId: customer.id,
    cartId: cart.id,
  });
  return { customer, variantId, cart, order };
}

const cancelled = (order: OrderSnapshot) =>
  orders.send(orderCancelled, {
    ...order,
    cancelledAt: new Date().toISOString(),
    reasonCode: 'PAYMENT_DECLINED',
    reason: 'The card was declined.',
  });
const confirmed = (order: OrderSnapshot) =>
  orders.send(orderConfirmed, { ...order, confirmedAt: new Date().toISOString() });
const seen = (customer: KnownViewer, cartId: string, status: string): Promise<SeenCart> =>
  waitFor(async () => {
    const cart = await readCart(carts, customer, cartId);
    return cart?.status === status ? cart : null;
  });
/** Messages of one order are handled in turn: when this one is, all before it are. */
const handled = (order: OrderSnapshot, outcome: string) =>
  waitFor(async () => {
    const { outcomes } = await beforeFreeze(carts.database.statements, [order.orderId]);
    return outcomes.get(order.orderId) === outcome;
  });

describe('an order', () => {
  it('that is placed keeps the cart locked beyond the 15 minutes', async () => {
    const { customer, cart, order } = await checkOut();
    await orders.send(orderPlaced, order);
    const isConfirmed = async () =>
      (await findCarts(carts.database.statements, [cart.id]))[0]?.cart.freeze?.confirmed;
    await waitFor(isConfirmed);
    carts.clock.advanceMinutes(20);
    expect((await readCart(carts, customer, cart.id))?.status).toBe('CHECKING_OUT');
    const other = freezeRequest(cart, customer, { expectedTotalMinor: 4490 });
    expect(await carts.freeze(other)).toMatchObject({ reason: 'in-checkout' });
  });

  it('that turns out to be another’s takes its cart along, to be ordered again', async () => {
    const { customer: guest, variantId, cart, order } = await checkOut();
    await confirmed(order);
    const customer = newCustomer();
    const claim = { orderId: order.orderId, formerId: guest.id, customerId: customer.id };
    await orders.send(orderClaimed, claim);
    await seen(customer, cart.id, 'COMPLETED');
    expect(await readCart(carts, guest, cart.id)).toBeNull();
    const input = { cartId: cart.id, idempotencyKey: uuidv7() };
    const again = await mutate(carts, customer, 'cartClone', input);
    expect(again.cart.lines).toMatchObject([{ variant: { id: variantId }, quantity: 2 }]);
  });

  it('that is confirmed completes the cart; the next cart is a fresh one', async () => {
    const { customer, cart, order } = await checkOut();
    await confirmed(order);
    const completed = await seen(customer, cart.id, 'COMPLETED');
    expect(completed).toMatchObject({ totalQuantity: 2, cost: { total: { gross: { amount: '44.90' } } } });
    expect(await readCart(carts, customer)).toBeNull();
    expect(await createCart(carts, customer)).toMatchObject({ status: 'ACTIVE', totalQuantity: 0 });
    const again = freezeRequest(cart, customer, { expectedTotalMinor: 4490 });
    expect(await carts.freeze(again)).toMatchObject({ outcome: 'cart-unavailable', reason: 'completed' });
  });

  it('that is cancelled gives the cart back', async () => {
    const { customer, cart, order } = await checkOut();
    await orders.send(orderPlaced, order);
    await cancelled(order);
    expect(await seen(customer, cart.id, 'ACTIVE')).toMatchObject({ totalQuantity: 2 });
    const again = freezeRequest(cart, customer, { expectedTotalMinor: 4490 });
    expect((await carts.freeze(again)).outcome).toBe('frozen');
  });

  it('that could not be placed gives the cart back, and a freeze for it that comes late does not lock it', async () => {
    const { customer, cart, order } = await checkOut();
    await orders.send(orderAbandoned, { orderId: order.orderId });
    expect(await seen(customer, cart.id, 'ACTIVE')).toMatchObject({ totalQuantity: 2 });
    const late = freezeRequest(cart, customer, { orderId: order.orderId, expectedTotalMinor: 4490 });
    expect(await carts.freeze(late)).toMatchObject({ outcome: 'cart-unavailable' });
  });

  it('that is cancelled gives the lines to the cart that is in use by then', async () => {
    const { customer, variantId, cart, order } = await checkOut();
    const next = await createCart(carts, customer, { [variantId]: 1 });
    expect(next.id).not.toBe(cart.id);
    await cancelled(order);
    const merged = await waitFor(async () => {
      const found = await readCart(carts, customer, cart.id);
      return found?.id === next.id ? found : null;
    });
    expect(merged).toMatchObject({ status: 'ACTIVE', totalQuantity: 3 });
  });

  it('that has ended is not revived by what comes late: neither its placing nor its freeze', async () => {
    const { customer, cart, order } = await checkOut();
    await cancelled(order);
    await handled(order, 'CANCELLED');
    await orders.send(orderPlaced, order);
    const late = freezeRequest(cart, customer, { orderId: order.orderId, expectedTotalMinor: 4490 });
    expect(await carts.freeze(late)).toMatchObject({ outcome: 'cart-unavailable' });
    const marker = await checkOut();
    await confirmed(marker.order);
    await handled(marker.order, 'CONFIRMED');
    expect((await readCart(carts, customer, cart.id))?.status).toBe('ACTIVE');
  });
});

describe('the catalogue', () => {
  it('announces new prices and stock; of each variant the newest version counts', async () => {
    const change = variantChange({ priceMinor: 1000 });
    await products.send(variantChanged, { ...change, version: 3, title: 'Newest' });
    await products.send(variantChanged, { ...change, version: 2, title: 'Older' });
    await products.send(stockChanged, { variantId: change.variantId, version: 3, available: 3 });
    const customer = newCustomer();
    const input = { lines: [{ variantId: change.variantId, quantity: 50 }] };
    const result = await waitFor(async () => {
      const answer = await mutate(carts, customer, 'cartCreate', { ...input, idempotencyKey: uuidv7() });
      return answer.warnings.length > 0 ? answer : null;
    });
    expect(result.cart.lines).toMatchObject([{ title: 'Newest', quantity: 3 }]);
  });

  it('tells what products are selected and taxed by; of each product the newest version counts, whenever it comes', async () => {
    const productId = uuidv7();
    const variantId = await knowVariant(carts.database, { productId });
    const told = traitsChange({ productId, version: 2, taxClass: 'BOOKS' });
    await products.send(productTraitsChanged, told);
    await products.send(productTraitsChanged, { ...told, version: 1, taxClass: 'LATE' });
    await products.send(productTraitsChanged, told);
    const marker = traitsChange({ taxClass: 'MARKER' });
    const markerId = await knowVariant(carts.database, { productId: marker.productId });
    await products.send(productTraitsChanged, marker);
    const offers = await waitFor(async () => {
      const found = await findOffers(carts.database.statements, [variantId, markerId], 'EUR');
      const areTold = [variantId, markerId].every((id) => found.get(id)?.traits.taxClass !== null);
      return areTold ? found : null;
    });
    expect(offers.get(variantId)?.traits).toMatchObject({
      categoryIds: told.categoryIds,
      attributes: told.attributes,
      taxClass: 'BOOKS',
    });
  });
});

describe('a guest who becomes a customer', () => {
  it('hands the cart over to the customer, who need not ask for it', async () => {
    const [guest, customer, variantId] = [newGuest(), newCustomer(), await knowVariant(carts.database)];
    const cart = await createCart(carts, guest, { [variantId]: 1 });
    await accounts.send(guestClaimed, { guestId: guest.id, customerId: customer.id });
    expect(await seen(customer, cart.id, 'ACTIVE')).toMatchObject({ id: cart.id, totalQuantity: 1 });
  });
});
