import type { CartFreezeRequest, CartFreezeResponse } from '@cartwright/events';
import { adoptCarts, transactCarts } from '../../cart/door.ts';
import type { Dependencies } from '../ports.ts';
import { decideFreeze } from '../rules/decide-freeze.ts';

/** Freezes a cart and its price for one order; asked again for that order, the answer is the same. */
export function freezeCart(
  dependencies: Dependencies,
  request: CartFreezeRequest,
): Promise<CartFreezeResponse> {
  const { customerId, guestId, cartId, orderId } = request;
  return transactCarts(dependencies, async (stores) => {
    const now = dependencies.now();
    if (guestId !== undefined) await adoptCarts(stores, { guestId, customerId }, now);
    const cart = await stores.carts.lockCart(cartId, customerId);
    if (cart === undefined) return { outcome: 'cart-unavailable', reason: 'not-found' };
    const hasEnded = (await stores.outcomes.outcomeOf(orderId)) !== undefined;
    const { newId } = dependencies;
    const { response, frozen } = decideFreeze(cart, request, { now, newId, hasEnded });
    if (frozen !== null) await stores.carts.saveCart(frozen);
    return response;
  });
}
