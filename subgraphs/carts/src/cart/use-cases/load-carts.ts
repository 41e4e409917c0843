import { isId } from '@cartwright/graph';
import { maySee, type Viewer } from '@cartwright/identity';
import type { Dependencies } from '../ports.ts';
import { findCarts } from '../repository/read-carts.ts';
import { asSeenAt } from '../rules/freeze-expiry.ts';
import { quoteCart, type QuotedCart } from '../rules/quote-cart.ts';

/** A cart and the id by which it was asked for. */
export interface LoadedCart {
  readonly askedId: string;
  readonly cart: QuotedCart;
}

/** Those of the carts that the viewer may see, in any order, with one statement. */
export async function loadCarts(
  { database, now, terms }: Dependencies,
  viewer: Viewer | null,
  ids: readonly string[],
): Promise<LoadedCart[]> {
  if (viewer === null) return [];
  const pricing = await terms.at(now());
  const found = await findCarts(database.statements, ids.filter(isId));
  return found
    .filter(({ cart }) => maySee(viewer, cart.ownerId, 'CUSTOMERS_READ'))
    .map(({ askedId, cart }) => ({ askedId, cart: quoteCart(asSeenAt(cart, pricing.now), pricing) }));
}
