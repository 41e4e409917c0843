import type { Cart } from '../domain/cart.ts';
import { changeCurrency } from '../domain/change-currency.ts';
import { mergeCarts } from '../domain/merge-carts.ts';
import type { CartStore } from '../repository/carts-repository.ts';
import { offersFor } from './offers-for.ts';

/** Both carts are locked. */
interface Merge {
  readonly from: Cart;
  readonly into: Cart;
  readonly now: Date;
}

/** Moves one cart's lines into another and lets its id find that one from now on. */
export async function mergeInto(store: CartStore, { from, into, now }: Merge): Promise<Cart> {
  const alike = from.currency === into.currency ? from : await inCurrencyOf(store, from, into);
  const merged = { ...mergeCarts(into, alike), updatedAt: now };
  await store.replace(from.id, into.id, now);
  await store.save(merged);
  return merged;
}

async function inCurrencyOf(store: CartStore, cart: Cart, { currency }: Cart): Promise<Cart> {
  return changeCurrency(cart, currency, await offersFor(store, cart.lines, currency));
}
