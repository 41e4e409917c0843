import type { AcceptedOrder } from '@cartwright/invariants';
import type { Cart } from '@cartwright/carts/src/domain/cart.ts';
import { priceCart } from '@cartwright/carts/src/domain/price-cart.ts';
import type { PlaceOrderOutcome, PlaceOrderRequest } from '@cartwright/orders/src/use-cases/place-order.ts';
import { toDecimal } from '@cartwright/money';
import type { Viewer } from '@cartwright/identity';
import type { Store } from '../run/store.ts';
import { lineOf, type Article } from './catalogue.ts';
import type { World } from '../world/world.ts';
import { call } from './call.ts';
import { Follower } from './follower.ts';

/** What all buyers share. */
export interface Shop {
  readonly store: Store;
  readonly articles: readonly Article[];
  readonly accepted: AcceptedOrder[];
  readonly followers: Follower[];
  /** Orders of which their buyers were told that they are being cancelled. */
  readonly promisedToCancel: Set<string>;
}

const tokens: readonly (readonly [token: string, weight: number])[] = [
  ['sim_ok', 60],
  ['sim_declined', 8],
  ['sim_action_required', 10],
  ['sim_late_success', 10],
  ['sim_very_late_success', 5],
  ['sim_capture_declined', 7],
];
const patience = 60;
const mayHelpLater: ReadonlySet<string> = new Set(['in-flight', 'carts-unavailable', 'unanswered']);
const delivery = { deliveryOption: 'standard', countryCode: 'DE', currency: 'EUR' } as const;

/** Somebody who buys: presses twice, loses patience, changes the mind, watches or not, tries another card. Ends when all is said. */
export async function buy(shop: Shop): Promise<void> {
  const { world } = shop.store.site;
  const { random, newId } = world;
  const viewer: Viewer = {
    id: newId(),
    sessionId: newId(),
    role: 'CUSTOMER',
    email: 'buyer@example.com',
    expiresAt: new Date(8.64e15),
  };
  const cart = fillCart(shop, viewer.id);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const orderId = await order(shop, viewer, cart);
    if (orderId === undefined) return;
    if (random.chance(0.2)) void changeMind(shop, viewer, orderId);
    if (random.chance(0.6)) return;
    const follower = new Follower(shop.store, orderId, viewer.id);
    shop.followers.push(follower);
    const status = await follower.untilDecided();
    if (status !== 'CANCELLED' || !random.chance(0.4)) return;
    await world.wait(random.whole(500, 10_000));
  }
}

/** Orders the cart and gives the order; undefined when the shop would not, or said nothing for too long. */
async function order(shop: Shop, viewer: Viewer, cart: Cart): Promise<string | undefined> {
  const { world } = shop.store.site;
  const request = requestOf(shop, viewer, cart);
  const again = world.random.chance(0.2) ? submit(shop, request, world.random.whole(0, 3000)) : undefined;
  const orderId = await submit(shop, request, 0);
  if (orderId !== undefined && world.random.chance(0.05)) void reuseKey(shop, request);
  return orderId ?? (await again);
}

/** Asks for something else under the key of an order: there is none to be had. */
async function reuseKey({ store }: Shop, request: PlaceOrderRequest): Promise<void> {
  const { world, monitor } = store.site;
  await world.wait(100);
  const outcome = await place(store, { ...request, input: { ...request.input, email: 'other@example.com' } });
  if (outcome.kind === 'placed')
    monitor.report('other input was accepted under the key of an order', outcome.order.id);
}

/** Sends a request, and again with the same key while it may help. */
async function submit(shop: Shop, request: PlaceOrderRequest, delayMs: number): Promise<string | undefined> {
  const { store, accepted } = shop;
  const { world } = store.site;
  await world.wait(delayMs);
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const outcome = await place(store, request);
    if (outcome.kind === 'placed') {
      const { idempotencyKey: key } = request.input;
      accepted.push({ orderId: outcome.order.id, ownerId: request.viewer.id, key });
      world.history.note(outcome.order.id, () => `buyer: accepted, key ${key}`);
      return outcome.order.id;
    }
    if (!mayHelpLater.has(outcome.kind)) return undefined;
    await world.wait(backoffMs(world, attempt));
  }
  return undefined;
}

async function place(
  store: Store,
  request: PlaceOrderRequest,
): Promise<PlaceOrderOutcome | { kind: 'unanswered' }> {
  const outcome = await call(store, (api) => api.place(request));
  return outcome ?? { kind: 'unanswered' };
}

async function changeMind({ store, promisedToCancel }: Shop, viewer: Viewer, orderId: string): Promise<void> {
  const { world } = store.site;
  const { random } = world;
  await world.wait(random.chance(0.8) ? random.whole(0, 2000) : random.whole(0, 120_000));
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const outcome = await call(store, (api) => api.cancel({ viewer, orderId, traceparent: '' }));
    world.history.note(orderId, () => `buyer: cancel → ${outcome?.kind ?? 'no answer'}`);
    if (outcome?.kind === 'cancelling') promisedToCancel.add(orderId);
    if (outcome !== undefined) return;
    await world.wait(backoffMs(world, attempt));
  }
}

/** As apps do it: longer and longer, and never all at once. */
function backoffMs({ random }: World, attempt: number): number {
  return random.whole(200, Math.min(30_000, 1000 * 2 ** attempt));
}

function fillCart({ store, articles }: Shop, ownerId: string): Cart {
  const { newId, now, random } = store.site.world;
  const wanted = [...new Set([random.pick(articles), random.pick(articles)])];
  const cart: Cart = {
    id: newId(),
    ownerId,
    currency: 'EUR',
    status: 'ACTIVE',
    lines: wanted.map((article) => lineOf(article, newId(), random.whole(1, 2))),
    buyer: { email: null, countryCode: 'DE', postalCode: null },
    deliveryOption: 'standard',
    freeze: null,
    createdAt: now(),
    updatedAt: now(),
  };
  store.carts.carts.apply(cart.id, cart);
  return cart;
}

function requestOf({ store }: Shop, viewer: Viewer, cart: Cart): PlaceOrderRequest {
  const { random, newId } = store.site.world;
  const lines = cart.lines.map(({ quantity, quotedUnitMinor }) => ({
    quantity,
    unitPriceMinor: quotedUnitMinor,
  }));
  const { totalMinor } = priceCart({ ...delivery, lines });
  const address = { firstName: 'Sam', lastName: 'Shopper', line1: '1 Example Street', city: 'Berlin' };
  return {
    viewer,
    locale: 'en',
    headers: { requestId: '', traceparent: '' },
    input: {
      idempotencyKey: newId(),
      cartId: cart.id,
      shippingAddress: { ...address, postalCode: '10115', countryCode: 'DE' },
      shippingMethod: 'standard',
      expectedTotal: { amount: toDecimal(totalMinor, 'EUR'), currencyCode: 'EUR' },
      paymentMethod: { token: drawToken(random.next()) },
    },
  };
}

function drawToken(at: number): string {
  const total = tokens.reduce((sum, [, weight]) => sum + weight, 0);
  let left = at * total;
  for (const [token, weight] of tokens) {
    left -= weight;
    if (left < 0) return token;
  }
  return 'sim_ok';
}
