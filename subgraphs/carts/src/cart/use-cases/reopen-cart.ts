import type { CartStores } from '../ports.ts';
import type { Cart } from '../rules/cart.ts';
import { reopened } from '../rules/freeze-expiry.ts';
import { mergeInto } from './merge-into.ts';

/**
 * Ends the freeze of a cart that the caller has locked, and returns the cart that the buyer now uses: this one, or
 * when they have another ACTIVE one by now, that one with these lines added.
 */
export async function reopenCart(stores: CartStores, cart: Cart, now: Date): Promise<Cart> {
  const inUse = await stores.carts.lockCartsInUse([cart.ownerId]);
  const active = inUse.find(({ status }) => status === 'ACTIVE');
  if (active !== undefined) return mergeInto(stores, { from: cart, into: active, now });
  const open = { ...reopened(cart), updatedAt: now };
  await stores.carts.saveCart(open);
  return open;
}
