import type { Viewer } from '@cartwright/identity';
import type { Dependencies } from '../ports.ts';
import type { Cart } from '../rules/cart.ts';
import type { CartChange } from '../rules/cart-change.ts';
import { adoptForViewer } from './adopt-carts.ts';
import { changeCart, type CartChanged, type CartRefused } from './change-cart.ts';
import { transactCarts } from './transact-carts.ts';

/** A cart of the viewer's. */
export interface CartOfViewer {
  readonly viewer: Viewer;
  readonly cartId: string;
}

/** Makes one change that depends on the cart alone and may be repeated, in a transaction of its own. */
export async function changeExisting<Refusal extends { readonly kind: string }>(
  dependencies: Dependencies,
  { viewer, cartId }: CartOfViewer,
  decide: (cart: Cart) => CartChange | Refusal,
): Promise<CartChanged | CartRefused | Refusal> {
  await adoptForViewer(dependencies, viewer);
  const pricing = await dependencies.terms.at(dependencies.now());
  return transactCarts(dependencies, (stores) =>
    changeCart<Refusal>(stores, { viewer, cartId, pricing, decide }),
  );
}
