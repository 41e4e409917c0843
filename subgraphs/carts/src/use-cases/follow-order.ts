import type { CartStore, OrderOutcome } from '../repository/carts-repository.ts';
import { reopen } from './reopen.ts';

/** Keeps a cart locked: its order is placed. Says nothing of an order that has ended, or lost its cart. */
export async function confirmCheckout(store: CartStore, orderId: string): Promise<void> {
  const cart = await store.lockCheckingOut(orderId);
  if (cart?.freeze == null) return;
  await store.save({ ...cart, freeze: { ...cart.freeze, confirmed: true } });
}

/** Ends a cart: its order stands. */
export async function completeCheckout(store: CartStore, orderId: string, now: Date): Promise<void> {
  const cart = await settle(store, { orderId, outcome: 'CONFIRMED', now });
  if (cart?.freeze == null) return;
  const freeze = { ...cart.freeze, confirmed: true };
  await store.save({ ...cart, status: 'COMPLETED', freeze, updatedAt: now });
}

/** Gives a cart back to its buyer: its order ended without a sale. */
export async function cancelCheckout(store: CartStore, orderId: string, now: Date): Promise<void> {
  const cart = await settle(store, { orderId, outcome: 'CANCELLED', now });
  if (cart !== null) await reopen(store, cart, now);
}

interface Settlement {
  readonly orderId: string;
  readonly outcome: OrderOutcome;
  readonly now: Date;
}

async function settle(
  store: CartStore,
  { orderId, outcome, now }: Settlement,
): ReturnType<CartStore['lockCheckingOut']> {
  const cart = await store.lockCheckingOut(orderId);
  await store.settleOrder(orderId, outcome, now);
  return cart;
}
