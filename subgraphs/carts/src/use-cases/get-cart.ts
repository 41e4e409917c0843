import type { Viewer } from '@cartwright/identity';
import type { Cart } from '../domain/cart.ts';
import { isId } from '../domain/is-id.ts';
import { asSeenAt } from '../domain/lapse.ts';
import { quoteCart, type QuotedCart } from '../domain/quote-cart.ts';
import { adoptForViewer } from './adopt-carts.ts';
import type { Dependencies } from './dependencies.ts';

/** Which cart: one by id, or the one in use. */
export interface GetCartRequest {
  readonly viewer: Viewer;
  readonly cartId: string | null;
}

/** A cart that the viewer may see; null when there is none. */
export type GetCart = (request: GetCartRequest) => Promise<QuotedCart | null>;

/** Builds the use case. */
export function createGetCart(dependencies: Dependencies): GetCart {
  const { repository, now } = dependencies;
  return async ({ viewer, cartId }) => {
    await adoptForViewer(dependencies, viewer);
    if (cartId === null) {
      const carts = await repository.reads.inUse([viewer.id]);
      return quoteOrNull(chooseInUse(carts.map((cart) => asSeenAt(cart, now()))));
    }
    const [found] = isId(cartId) ? await repository.reads.byIds([cartId]) : [];
    const cart = found?.cart;
    return cart !== undefined && maySee(viewer, cart) ? quoteCart(asSeenAt(cart, now())) : null;
  };
}

/** The one that can be changed, else the latest that is being ordered. */
function chooseInUse(carts: readonly Cart[]): Cart | undefined {
  return carts.find(({ status }) => status === 'ACTIVE') ?? carts[0];
}

function quoteOrNull(cart: Cart | undefined): QuotedCart | null {
  return cart === undefined ? null : quoteCart(cart);
}

/** Its owner and staff, and the customer that its owner turned out to be. */
export function maySee(viewer: Viewer, { ownerId }: Cart): boolean {
  return viewer.role === 'STAFF' || ownerId === viewer.id || ownerId === viewer.guestId;
}
