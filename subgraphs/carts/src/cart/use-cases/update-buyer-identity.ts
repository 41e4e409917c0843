import { invalidInput, within, type InvalidInput } from '@cartwright/input';
import type { Dependencies } from '../ports.ts';
import { changeBuyerIdentity, type BuyerIdentityChange } from '../rules/buyer-identity.ts';
import type { CartChanged, CartRefused } from './change-cart.ts';
import { changeExisting, type CartOfViewer } from './change-existing.ts';

/** Says who buys and where it goes. */
export function updateBuyerIdentity(
  dependencies: Dependencies,
  request: CartOfViewer & { readonly buyer: BuyerIdentityChange },
): Promise<CartChanged | CartRefused | InvalidInput> {
  return changeExisting<InvalidInput>(dependencies, request, (cart) => {
    const identity = changeBuyerIdentity(cart.buyer, request.buyer);
    if (identity.kind === 'invalid-input') {
      return invalidInput(...within(['buyerIdentity'], identity.fields));
    }
    return { kind: 'changed', cart: { ...cart, buyer: identity.buyer }, warnings: [] };
  });
}
