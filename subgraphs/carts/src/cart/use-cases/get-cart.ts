import { isId } from '@cartwright/graph';
import { maySee, type Viewer } from '@cartwright/identity';
import type { Dependencies } from '../ports.ts';
import { findCarts, findCartsInUse } from '../repository/read-carts.ts';
import type { Cart } from '../rules/cart.ts';
import { asSeenAt } from '../rules/freeze-expiry.ts';
import { quoteCart, type QuotedCart } from '../rules/quote-cart.ts';
import { adoptForViewer } from './adopt-carts.ts';

/** Which cart: one by id, or the one in use. */
export interface GetCartRequest {
  readonly viewer: Viewer;
  readonly cartId: string | null;
}

/** A cart that the viewer may see; null when there is none. */
export async function getCart(
  dependencies: Dependencies,
  { viewer, cartId }: GetCartRequest,
): Promise<QuotedCart | null> {
  await adoptForViewer(dependencies, viewer);
  const cart =
    cartId === null ? await cartInUse(dependencies, viewer) : await cartById(dependencies, viewer, cartId);
  return cart === undefined ? null : quoteCart(cart, await dependencies.terms.at(dependencies.now()));
}

/** The one that can be changed, else the latest that is being ordered. */
async function cartInUse({ database, now }: Dependencies, { id }: Viewer): Promise<Cart | undefined> {
  const stored = await findCartsInUse(database.statements, [id]);
  const carts = stored.map((cart) => asSeenAt(cart, now()));
  return carts.find(({ status }) => status === 'ACTIVE') ?? carts.find(({ status }) => status !== 'SAVED');
}

async function cartById(
  { database, now }: Dependencies,
  viewer: Viewer,
  id: string,
): Promise<Cart | undefined> {
  const [found] = isId(id) ? await findCarts(database.statements, [id]) : [];
  return found !== undefined && maySee(viewer, found.cart.ownerId, 'CUSTOMERS_READ')
    ? asSeenAt(found.cart, now())
    : undefined;
}
