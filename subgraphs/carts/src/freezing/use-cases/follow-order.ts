import { reopenCart, type Cart } from '../../cart/door.ts';
import type { FreezingStores, OrderEnd } from '../ports.ts';

/** Keeps a cart frozen beyond the time limit, since its order is placed. Does nothing when the order has ended or has lost its cart. */
export async function confirmCheckout({ carts }: FreezingStores, orderId: string): Promise<void> {
  const cart = await carts.lockCheckingOut(orderId);
  if (cart?.freeze == null) return;
  await carts.saveCart({ ...cart, freeze: { ...cart.freeze, confirmed: true } });
}

/** Ends a cart: its order is confirmed. */
export async function completeCheckout(stores: FreezingStores, orderId: string, now: Date): Promise<void> {
  const cart = await endCheckout(stores, { orderId, outcome: 'CONFIRMED', now });
  if (cart?.freeze == null) return;
  const freeze = { ...cart.freeze, confirmed: true };
  await stores.carts.saveCart({ ...cart, status: 'COMPLETED', freeze, updatedAt: now });
}

/** Gives a cart back to its buyer: its order is cancelled, or was never placed. */
export async function cancelCheckout(stores: FreezingStores, orderId: string, now: Date): Promise<void> {
  const cart = await endCheckout(stores, { orderId, outcome: 'CANCELLED', now });
  if (cart !== undefined) await reopenCart(stores, cart, now);
}

async function endCheckout({ carts, outcomes }: FreezingStores, end: OrderEnd): Promise<Cart | undefined> {
  const cart = await carts.lockCheckingOut(end.orderId);
  await outcomes.recordOutcome(end);
  return cart;
}
