import {
  changeBuyerIdentity,
  type BuyerIdentityChange,
  type BuyerIdentityOutcome,
} from '../domain/buyer-identity.ts';
import type { CartChanged, CartRefused } from './change-cart.ts';
import { changeExisting, type CartOfViewer } from './change-existing.ts';
import type { Dependencies } from './dependencies.ts';

type Refusal = Extract<BuyerIdentityOutcome, { kind: 'invalid' }>;

/** Says who buys and where it goes. */
export type UpdateBuyerIdentity = (
  request: CartOfViewer & { readonly buyer: BuyerIdentityChange },
) => Promise<CartChanged | CartRefused | Refusal>;

/** Builds the use case. */
export function createUpdateBuyerIdentity(dependencies: Dependencies): UpdateBuyerIdentity {
  return (request) =>
    changeExisting<Refusal>(dependencies, request, (cart) => {
      const identity = changeBuyerIdentity(cart.buyer, request.buyer);
      if (identity.kind === 'invalid') return identity;
      return { kind: 'changed', cart: { ...cart, buyer: identity.buyer }, warnings: [] };
    });
}
