import type { CartFreezeRequest, CartFreezeResponse } from '@cartwright/events';
import { decideFreeze } from '../domain/freeze-cart.ts';
import { adoptCarts } from './adopt-carts.ts';
import type { Dependencies } from './dependencies.ts';

/** Prices a cart for good and locks it for one order; asked again for that order, the answer is the same. */
export type FreezeCart = (request: CartFreezeRequest) => Promise<CartFreezeResponse>;

/** Builds the use case. */
export function createFreezeCart({ repository, now: clock, newId }: Dependencies): FreezeCart {
  return (request) =>
    repository.transaction(async (store) => {
      const now = clock();
      const { customerId, guestId, cartId, orderId } = request;
      if (guestId !== undefined) await adoptCarts(store, { guestId, customerId }, now);
      const cart = await store.lock(cartId, [customerId]);
      if (cart === null) return { outcome: 'cart-unavailable', reason: 'not-found' };
      const isSettled = (await store.outcomeOf(orderId)) !== null;
      const { response, frozen } = decideFreeze(cart, request, { now, newId, isSettled });
      if (frozen !== null) await store.save(frozen);
      return response;
    });
}
