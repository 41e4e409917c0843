import { createHash } from 'node:crypto';
import type { CartLine, QuotedCart } from '../cart/door.ts';
import { isSellable } from '../offers/door.ts';

/**
 * The same for all that nobody who sees a cart can tell apart. Of a price list that is for other buyers nothing shows, and of stock whether a
 * line can be had in full: a cart is not sent for each piece that others buy.
 */
export function sightOf({ cart, ...quoted }: QuotedCart): string {
  const own = { ...cart, lines: cart.lines.map(offeredOf), groupIds: [], freeze: null };
  return createHash('sha256').update(JSON.stringify({ own, quoted })).digest('base64');
}

/** How many pieces of a line can be bought now, up to what is wanted; null where that is not known, or it is not sold. */
function offeredOf({ offer, quantity }: CartLine): number | null {
  if (!isSellable(offer) || offer.available === null) return null;
  return Math.min(offer.available, quantity);
}
