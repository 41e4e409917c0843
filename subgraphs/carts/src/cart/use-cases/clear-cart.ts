import type { Dependencies } from '../ports.ts';
import type { CartChanged, CartRefused } from './change-cart.ts';
import { changeExisting, type CartOfViewer } from './change-existing.ts';

/** Takes out all lines; who buys and what was said of the cart stay. */
export function clearCart(
  dependencies: Dependencies,
  request: CartOfViewer,
): Promise<CartChanged | CartRefused> {
  return changeExisting<never>(dependencies, request, (cart) => {
    return { kind: 'changed', cart: { ...cart, lines: [] }, warnings: [] };
  });
}
