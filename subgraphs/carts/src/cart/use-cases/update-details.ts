import type { InvalidInput } from '@cartwright/input';
import type { Dependencies } from '../ports.ts';
import { changeDetails, type CartDetailsChange } from '../rules/cart-details.ts';
import type { CartChanged, CartRefused } from './change-cart.ts';
import { changeExisting, type CartOfViewer } from './change-existing.ts';

/** Says what the shop is to know of a cart. */
export function updateDetails(
  dependencies: Dependencies,
  { viewer, cartId, ...change }: CartOfViewer & CartDetailsChange,
): Promise<CartChanged | CartRefused | InvalidInput> {
  return changeExisting<InvalidInput>(dependencies, { viewer, cartId }, (cart) => {
    const changed = changeDetails(cart.details, change);
    if (changed.kind === 'invalid-input') return changed;
    return { kind: 'changed', cart: { ...cart, details: changed.details }, warnings: [] };
  });
}
