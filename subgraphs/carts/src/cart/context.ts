import { bind } from '@cartwright/database';
import { byKey, requestedCurrency } from '@cartwright/graph';
import type { ContextInput } from '@cartwright/subgraph';
import type { Dependencies } from './ports.ts';
import { addCartLines } from './use-cases/add-cart-lines.ts';
import { clearCart } from './use-cases/clear-cart.ts';
import { cloneCart } from './use-cases/clone-cart.ts';
import type { CreateCart } from './use-cases/create-cart.ts';
import { getCart } from './use-cases/get-cart.ts';
import { loadCarts } from './use-cases/load-carts.ts';
import { removeCartLines } from './use-cases/remove-cart-lines.ts';
import { selectDeliveryOption } from './use-cases/select-delivery-option.ts';
import { setMetafields } from './use-cases/set-metafields.ts';
import { setPrivateMetafields, type StaffDependencies } from './use-cases/set-private-metafields.ts';
import { updateBuyerIdentity } from './use-cases/update-buyer-identity.ts';
import { updateCartLines } from './use-cases/update-cart-lines.ts';
import { updateDetails } from './use-cases/update-details.ts';

/** What resolvers find at `context.cart`. */
export type CartContext = ReturnType<typeof cartContext>;

/** Makes the context of one operation. */
export function cartContext(
  { createCart, ...dependencies }: Dependencies & StaffDependencies & { readonly createCart: CreateCart },
  { viewer, request }: ContextInput,
) {
  const useCases = bind(dependencies, {
    getCart,
    addCartLines,
    updateCartLines,
    removeCartLines,
    clearCart,
    cloneCart,
    updateDetails,
    updateBuyerIdentity,
    selectDeliveryOption,
    setMetafields,
    setPrivateMetafields,
  });
  /** By cart id in lower case. */
  const carts = byKey(
    (ids: readonly string[]) => loadCarts(dependencies, viewer, ids),
    ({ askedId }) => askedId,
  );
  const defaultCurrency = requestedCurrency(request.headers);
  return { ...useCases, createCart, defaultCurrency, loaders: { carts } };
}
