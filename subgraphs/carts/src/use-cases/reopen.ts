import type { Cart } from '../domain/cart.ts';
import { reopened } from '../domain/lapse.ts';
import type { CartStore } from '../repository/carts-repository.ts';
import { mergeInto } from './merge-into.ts';

/**
 * Takes the lock of a checkout away from a (row-locked) cart and gives the cart that the buyer goes on with: this one,
 * or when there is another one in use by now, that one with these lines added.
 */
export async function reopen(store: CartStore, cart: Cart, now: Date): Promise<Cart> {
  const inUse = await store.lockInUse([cart.ownerId]);
  const active = inUse.find(({ status }) => status === 'ACTIVE');
  if (active !== undefined) return mergeInto(store, { from: cart, into: active, now });
  const open = { ...reopened(cart), updatedAt: now };
  await store.save(open);
  return open;
}
