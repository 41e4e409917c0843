import type { Cart } from '@cartwright/carts';
import type { Viewer } from '@cartwright/identity';
import type { Random } from '@cartwright/random';
import { call } from './call.ts';
import { fillCart, requestOf, shownPrice } from './cart.ts';
import { Follower } from './follower.ts';
import { backoffMs, patience } from './patience.ts';
import { payAgain } from './pay-again.ts';
import { reviewOrder } from './reviewer.ts';
import type { Shop } from './shop.ts';
import { sendOrder } from './staff.ts';
import { haggle, mistype, payWithNonsense, reuseKey, submit, withAnotherKey } from './submit.ts';

/** One buyer, who may submit twice, give up, cancel, follow the order, and try another card. Resolves when done. */
export async function buy(shop: Shop): Promise<void> {
  const { world } = shop.store.site;
  const { random, newId } = world;
  const isGuest = random.chance(0.3);
  const viewer: Viewer = {
    id: newId(),
    sessionId: newId(),
    role: isGuest ? 'GUEST' : 'CUSTOMER',
    permissions: [],
    email: isGuest ? mailboxOfGuest(random) : `buyer-${newId()}@example.com`,
    expiresAt: new Date(8.64e15),
  };
  const cart = fillCart(shop, viewer.id);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const orderId = await order(shop, viewer, cart);
    if (orderId === undefined) return;
    if (random.chance(0.2)) void changeMind(shop, viewer, orderId);
    if (random.chance(0.6)) void payAgain(shop, viewer, orderId);
    if (random.chance(0.3)) haveSent(shop, orderId);
    if (random.chance(0.8)) haveReviewed(shop, orderId);
    if (random.chance(0.6)) return;
    const follower = new Follower(shop.store, orderId, viewer.id);
    shop.followers.push(follower);
    const status = await follower.untilDecided();
    if (status !== 'CANCELLED' || !random.chance(0.4)) return;
    await world.wait(random.integer(500, 10_000));
  }
}

/** Guests come back, with a new session, and write their address as they like. */
function mailboxOfGuest(random: Random): string {
  const mailbox = `guest-${random.integer(1, 3)}@example.com`;
  return random.chance(0.2) ? mailbox.toUpperCase() : mailbox;
}

/** Orders the cart, and looks again where prices have changed meanwhile. @returns the order's id; undefined when it was refused, or unanswered for too long */
async function order(shop: Shop, viewer: Viewer, cart: Cart): Promise<string | undefined> {
  const { carts } = shop.store;
  for (let look = 0; look < 3; look += 1) {
    const { pricesVersion } = carts;
    const orderId = await orderAsShown(shop, viewer, cart);
    if (orderId !== undefined || carts.pricesVersion === pricesVersion) return orderId;
  }
  return undefined;
}

async function orderAsShown(shop: Shop, viewer: Viewer, cart: Cart): Promise<string | undefined> {
  const { world } = shop.store.site;
  const shown = shownPrice(shop, cart);
  const { pricesVersion } = shop.store.carts;
  const wanted = { request: requestOf(shop, viewer, { cart, shown }), shown, pricesVersion };
  const submission = world.random.chance(0.05) ? await payWithNonsense(shop, wanted) : wanted;
  const submitLater = async (): Promise<string | undefined> => {
    await world.wait(world.random.integer(0, 3000));
    return submit(shop, submission);
  };
  if (world.random.chance(0.05)) await haggle(shop, submission);
  if (world.random.chance(0.05)) await mistype(shop, submission);
  const again = world.random.chance(0.2) ? submitLater() : undefined;
  const inAnotherTab = world.random.chance(0.05) ? submit(shop, withAnotherKey(shop, submission)) : undefined;
  const orderId = await submit(shop, submission);
  if (orderId !== undefined && world.random.chance(0.05)) void reuseKey(shop, submission.request);
  return orderId ?? (await again) ?? (await inAnotherTab);
}

function haveReviewed(shop: Shop, orderId: string): void {
  const work = reviewOrder(shop, orderId).finally(() => shop.staffAtWork.delete(work));
  shop.staffAtWork.add(work);
}

function haveSent(shop: Shop, orderId: string): void {
  const work = sendOrder(shop, orderId).finally(() => shop.staffAtWork.delete(work));
  shop.staffAtWork.add(work);
}

async function changeMind({ store, promisedToCancel }: Shop, viewer: Viewer, orderId: string): Promise<void> {
  const { world } = store.site;
  const { random } = world;
  await world.wait(random.chance(0.8) ? random.integer(0, 2000) : random.integer(0, 120_000));
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const outcome = await call(store, (api) => api.cancel({ viewer, orderId, traceparent: '' }));
    world.history.note(orderId, () => `buyer: cancel → ${outcome?.kind ?? 'no answer'}`);
    if (outcome?.kind === 'cancelling') promisedToCancel.add(orderId);
    if (outcome !== undefined) return;
    await world.wait(backoffMs(world, attempt));
  }
}
