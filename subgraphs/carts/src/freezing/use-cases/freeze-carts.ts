import { gather } from '@cartwright/database';
import type { CartFreezeRequest, CartFreezeResponse } from '@cartwright/events';
import { adoptCarts, transactCarts } from '../../cart/door.ts';
import type { Dependencies, FreezingStores } from '../ports.ts';
import { decideFreeze } from '../rules/decide-freeze.ts';

const batchSize = 64;

/** Freezes a cart and its price for one order; asked again for that order, the answer is the same. */
export type FreezeCart = (request: CartFreezeRequest) => Promise<CartFreezeResponse>;

/** Builds what freezes carts: those of different buyers that are asked for at the same time share a transaction. */
export function freezingCarts(dependencies: Dependencies): FreezeCart {
  return gather({
    limit: batchSize,
    keyOf: ({ customerId }: CartFreezeRequest) => customerId,
    run: (requests) => freezeCarts(dependencies, requests),
  });
}

/** Freezes carts, each of another buyer. */
function freezeCarts(
  dependencies: Dependencies,
  requests: readonly CartFreezeRequest[],
): Promise<CartFreezeResponse[]> {
  return transactCarts(dependencies, async (stores) => {
    const now = dependencies.now();
    await adoptGuests(stores, requests, now);
    const carts = await stores.carts.lockCarts(
      requests.map(({ cartId, customerId: ownerId }) => ({ cartId, ownerId })),
    );
    const ended = await stores.outcomes.outcomesOf(requests.map(({ orderId }) => orderId));
    const decided = requests.map((request, index) => {
      const cart = carts[index];
      if (cart === undefined) return { response: notFound, frozen: null };
      const hasEnded = ended.has(request.orderId);
      return decideFreeze(cart, request, { now, newId: dependencies.newId, hasEnded });
    });
    await stores.carts.saveCarts(decided.flatMap(({ frozen }) => frozen ?? []));
    return decided.map(({ response }) => response);
  });
}

const notFound = { outcome: 'cart-unavailable', reason: 'not-found' } as const;

async function adoptGuests(
  stores: FreezingStores,
  requests: readonly CartFreezeRequest[],
  now: Date,
): Promise<void> {
  for (const { guestId, customerId } of requests)
    if (guestId !== undefined) await adoptCarts(stores, { guestId, customerId }, now);
}
