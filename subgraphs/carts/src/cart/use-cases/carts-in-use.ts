import type { StoreCurrency } from '@cartwright/money';
import type { CartStores } from '../ports.ts';
import { newCart, type Cart } from '../rules/cart.ts';
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
    const expired = carts.find((cart) => cart.savedAs === null && hasExpired(cart, now));
    const cart = active ?? (expired && (await reopenCart(stores, expired, now)));
    if (cart !== undefined) inUse.set(ownerId, cart);
  }
  return inUse;
}

/** The cart that something is put into. */
export interface OpenCart {
  readonly cart: Cart;
  /** Whether it is not stored yet. */
  readonly isNew: boolean;
}

/** Whose cart, and what one begins with. */
export interface OpeningCart {
  readonly ownerId: string;
  readonly isGuests: boolean;
  /** Of a new cart; the one in use keeps its own. */
  readonly currency: StoreCurrency;
  readonly now: Date;
  readonly newId: () => string;
}

/** Locks the cart that an owner uses, or begins one. */
export async function openCart(
  stores: CartStores,
  { ownerId, isGuests, currency, now, newId }: OpeningCart,
): Promise<OpenCart> {
  const inUse = (await cartsInUse(stores, [ownerId], now)).get(ownerId);
  if (inUse !== undefined) return { cart: inUse, isNew: false };
  const groups = await stores.offers.findGroups([ownerId]);
  const cart = newCart({ id: newId(), ownerId, isGuests, currency, now });
  return { cart: { ...cart, groupIds: groups.get(ownerId) ?? [] }, isNew: true };
}
