import type { CartStores } from '../ports.ts';
import type { Cart } from '../rules/cart.ts';
import { mergeCarts } from '../rules/merge-carts.ts';
import { findOffersOf } from './find-offers-of.ts';

/** Two carts that the caller has locked. */
interface Merge {
  readonly from: Cart;
  readonly into: Cart;
  readonly now: Date;
}

/** Moves one cart's lines into another one; from then on its id finds that one. */
export async function mergeInto({ carts, offers }: CartStores, { from, into, now }: Merge): Promise<Cart> {
  const { currency } = into;
  const known =
    from.currency === currency ? new Map<never, never>() : await findOffersOf(offers, from.lines, currency);
  const merged = { ...mergeCarts({ into, from, offers: known }), updatedAt: now };
  await carts.replaceCart({ cartId: from.id, intoCartId: into.id, now });
  await carts.saveCarts([merged]);
  return merged;
}
