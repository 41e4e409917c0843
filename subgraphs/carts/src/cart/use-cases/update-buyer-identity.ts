import type { Dependencies } from '../ports.ts';
import {
  changeBuyerIdentity,
  type BuyerIdentityChange,
  type BuyerIdentityOutcome,
} from '../rules/buyer-identity.ts';
import type { CartChanged, CartRefused } from './change-cart.ts';
import { changeExisting, type CartOfViewer } from './change-existing.ts';

type Refusal = Extract<BuyerIdentityOutcome, { kind: 'invalid' }>;

/** Says who buys and where it goes. */
export function updateBuyerIdentity(
  dependencies: Dependencies,
  request: CartOfViewer & { readonly buyer: BuyerIdentityChange },
): Promise<CartChanged | CartRefused | Refusal> {
  return changeExisting<Refusal>(dependencies, request, (cart) => {
    const identity = changeBuyerIdentity(cart.buyer, request.buyer);
    if (identity.kind === 'invalid') return identity;
    return { kind: 'changed', cart: { ...cart, buyer: identity.buyer }, warnings: [] };
  });
}
