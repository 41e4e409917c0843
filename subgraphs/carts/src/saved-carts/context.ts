import { bind } from '@cartwright/database';
import type { Dependencies } from '../cart/door.ts';
import { activateCart } from './use-cases/activate-cart.ts';
import { deleteCart } from './use-cases/delete-cart.ts';
import { listCarts } from './use-cases/list-carts.ts';
import { saveCart } from './use-cases/save-cart.ts';

/** What resolvers find at `context.savedCarts`. */
export type SavedCartsContext = ReturnType<typeof savedCartsContext>;

/** Makes the context of one operation. */
export function savedCartsContext(dependencies: Dependencies) {
  return bind(dependencies, { saveCart, activateCart, deleteCart, listCarts });
}
