import type { Viewer } from '@cartwright/identity';
import { isId } from '../domain/is-id.ts';
import { asSeenAt } from '../domain/lapse.ts';
import { quoteCart, type QuotedCart } from '../domain/quote-cart.ts';
import type { Dependencies } from './dependencies.ts';
import { maySee } from './get-cart.ts';

/** A cart and the id by which it was asked for. */
export interface LoadedCart {
  readonly askedId: string;
  readonly cart: QuotedCart;
}

/** Those of the carts that the viewer may see, in any order, at the cost of one statement. */
export type LoadCarts = (viewer: Viewer | null, ids: readonly string[]) => Promise<LoadedCart[]>;

/** Builds the use case. */
export function createLoadCarts({ repository, now }: Dependencies): LoadCarts {
  return async (viewer, ids) => {
    if (viewer === null) return [];
    const found = await repository.reads.byIds(ids.filter(isId));
    return found
      .filter(({ cart }) => maySee(viewer, cart))
      .map(({ askedId, cart }) => ({ askedId, cart: quoteCart(asSeenAt(cart, now())) }));
  };
}
