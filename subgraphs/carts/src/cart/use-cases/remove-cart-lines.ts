import type { Dependencies } from '../ports.ts';
import { removeLines } from '../rules/update-lines.ts';
import type { CartChanged, CartRefused } from './change-cart.ts';
import { changeExisting, type CartOfViewer } from './change-existing.ts';

/** Removes lines; ids that are not in the cart are ignored. */
export function removeCartLines(
  dependencies: Dependencies,
  request: CartOfViewer & { readonly lineIds: readonly string[] },
): Promise<CartChanged | CartRefused> {
  return changeExisting<never>(dependencies, request, (cart) => removeLines(cart, request.lineIds));
}
