import type { CartStores } from '../ports.ts';
import type { Cart } from '../rules/cart.ts';
import { reopened } from '../rules/freeze-expiry.ts';
import { mergeInto } from './merge-into.ts';

/**
 * Ends the freeze of a cart that the caller has locked, and returns the cart that the buyer now uses: this one, or
 * when they have another ACTIVE one by now, that one with these lines added. One that was put aside is put aside again.
 * What the order had reserved of promotions is given back: the buyer can use it at once.
 */
export async function reopenCart(stores: CartStores, cart: Cart, now: Date): Promise<Cart> {
  const open = await reopenLocked(stores, cart, now);
  // Last: whoever locks carts and counts locks carts first.
  await giveBackUsesOf(stores, cart);
  return open;
}

/** Gives back what the order of a frozen cart had reserved of promotions, if anything; the caller locks no cart after that. */
export async function giveBackUsesOf({ uses }: Pick<CartStores, 'uses'>, { freeze }: Cart): Promise<void> {
  if (freeze !== null && (freeze.snapshot.promotions ?? []).length > 0)
    await uses.giveBackUses([freeze.orderId]);
}

async function reopenLocked(stores: CartStores, cart: Cart, now: Date): Promise<Cart> {
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

/** The same for several carts, but for the uses, which the caller gives back; those of owners who use no other cart are stored together. */
export async function reopenCarts(stores: CartStores, carts: readonly Cart[], now: Date): Promise<void> {
  if (carts.length === 0) return;
  const inUse = await stores.carts.lockCartsInUse([...new Set(carts.map(({ ownerId }) => ownerId))]);
  const ofOwner = Map.groupBy(inUse, ({ ownerId }) => ownerId);
  const isOnly = ({ ownerId }: Cart): boolean => ofOwner.get(ownerId)?.length === 1;
  const alone = carts.filter(isOnly).map((cart) => ({ ...reopened(cart), updatedAt: now }));
  await stores.carts.saveCarts(alone);
  for (const cart of carts) if (!isOnly(cart)) await reopenLocked(stores, cart, now);
}
