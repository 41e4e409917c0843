import type { CartStores } from '../ports.ts';
import type { Cart } from '../rules/cart.ts';
import { reopened } from '../rules/freeze-expiry.ts';
import { mergeInto } from './merge-into.ts';

/**
 * Ends the freeze of a cart that the caller has locked, and returns the cart that the buyer now uses: this one, or
 * when they have another ACTIVE one by now, that one with these lines added. One that was put aside is put aside again.
 */
export async function reopenCart(stores: CartStores, cart: Cart, now: Date): Promise<Cart> {
  const open = { ...reopened(cart), updatedAt: now };
  if (open.status === 'SAVED') {
    await stores.carts.saveCarts([open]);
    return open;
  }
  const inUse = await stores.carts.lockCartsInUse([cart.ownerId]);
  const active = inUse.find(({ status }) => status === 'ACTIVE');
  if (active !== undefined) return mergeInto(stores, { from: cart, into: active, now });
  await stores.carts.saveCarts([open]);
  return open;
}

/** The same for several carts; those of owners who use no other cart are stored together. */
export async function reopenCarts(stores: CartStores, carts: readonly Cart[], now: Date): Promise<void> {
  if (carts.length === 0) return;
  const inUse = await stores.carts.lockCartsInUse([...new Set(carts.map(({ ownerId }) => ownerId))]);
  const ofOwner = Map.groupBy(inUse, ({ ownerId }) => ownerId);
  const isOnly = ({ ownerId }: Cart): boolean => ofOwner.get(ownerId)?.length === 1;
  const alone = carts.filter(isOnly).map((cart) => ({ ...reopened(cart), updatedAt: now }));
  await stores.carts.saveCarts(alone);
  for (const cart of carts) if (!isOnly(cart)) await reopenCart(stores, cart, now);
}
