import { isId } from '@cartwright/graph';
import type { Viewer } from '@cartwright/identity';
import {
  adoptForViewer,
  asSeenAt,
  deleteCart as deleteStored,
  giveBackUsesOf,
  isOpen,
  transactCarts,
  type CartRefused,
  type Dependencies,
} from '../../cart/door.ts';

/** A cart of the viewer's. */
export interface DeleteCart {
  readonly viewer: Viewer;
  readonly cartId: string;
}

/** Deletes a cart with all that is in it, unless it is being ordered, or was. */
export async function deleteCart(
  dependencies: Dependencies,
  { viewer, cartId }: DeleteCart,
): Promise<{ readonly kind: 'deleted' } | CartRefused> {
  if (!isId(cartId)) return { kind: 'not-found' };
  await adoptForViewer(dependencies, viewer);
  return transactCarts(dependencies, async (stores, tx): Promise<{ kind: 'deleted' } | CartRefused> => {
    const [locked] = await stores.carts.lockCarts([{ cartId, ownerId: viewer.id }]);
    if (locked === undefined) return { kind: 'not-found' };
    const cart = asSeenAt(locked, dependencies.now());
    if (!isOpen(cart)) return { kind: 'not-active', status: cart.status };
    await deleteStored(tx, cart.id);
    await giveBackUsesOf(stores, locked);
    return { kind: 'deleted' };
  });
}
