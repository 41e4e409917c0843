import type { Viewer } from '@cartwright/identity';
import type { Cart } from '../domain/cart.ts';
import type { CartChange } from '../domain/cart-change.ts';
import { adoptForViewer } from './adopt-carts.ts';
import { changeCart, type CartChanged, type CartRefused } from './change-cart.ts';
import type { Dependencies } from './dependencies.ts';

/** A cart of the viewer's. */
export interface CartOfViewer {
  readonly viewer: Viewer;
  readonly cartId: string;
}

/** Makes one change, which needs nothing but the cart and may be sent again, in a transaction of its own. */
export async function changeExisting<Refusal extends { readonly kind: string }>(
  dependencies: Dependencies,
  { viewer, cartId }: CartOfViewer,
  decide: (cart: Cart) => CartChange | Refusal,
): Promise<CartChanged | CartRefused | Refusal> {
  await adoptForViewer(dependencies, viewer);
  return dependencies.repository.transaction((store) =>
    changeCart<Refusal>(store, { viewer, cartId, now: dependencies.now(), decide }),
  );
}
