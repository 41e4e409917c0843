import type { CartStores } from '../ports.ts';
import type { Cart } from '../rules/cart.ts';
import { hasExpired } from '../rules/freeze-expiry.ts';
import { reopenCart } from './reopen-cart.ts';

/** Locks the carts that owners use and can change, by owner; a freeze that has expired is ended. */
export async function cartsInUse(
  stores: CartStores,
  ownerIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Cart>> {
  const locked = await stores.carts.lockCartsInUse(ownerIds);
  const inUse = new Map<string, Cart>();
  for (const [ownerId, carts] of Map.groupBy(locked, (cart) => cart.ownerId)) {
    const active = carts.find(({ status }) => status === 'ACTIVE');
    const expired = carts.find((cart) => hasExpired(cart, now));
    const cart = active ?? (expired && (await reopenCart(stores, expired, now)));
    if (cart !== undefined) inUse.set(ownerId, cart);
  }
  return inUse;
}
