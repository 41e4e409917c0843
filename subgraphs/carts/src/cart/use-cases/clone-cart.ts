import { isId } from '@cartwright/graph';
import { fingerprint, type KeyReused } from '@cartwright/idempotency';
import type { Viewer } from '@cartwright/identity';
import type { Dependencies } from '../ports.ts';
import { findCarts } from '../repository/read-carts.ts';
import type { Cart } from '../rules/cart.ts';
import type { CartTooLarge } from '../rules/cart-change.ts';
import { copyLines } from '../rules/copy-lines.ts';
import { adoptForViewer } from './adopt-carts.ts';
import { openCart } from './carts-in-use.ts';
import { refreshed, type CartChanged } from './change-cart.ts';
import { changeOnce, type Changing } from './change-once.ts';
import { findOffersOf } from './find-offers-of.ts';

/** Which cart to copy. */
export interface CloneCartRequest {
  readonly viewer: Viewer;
  readonly cartId: string;
  readonly idempotencyKey: string;
}

type Refusal = CartTooLarge | { readonly kind: 'not-found' };

/** Puts a copy of what is in one of the viewer's carts, whatever became of it, into the one in use; once per idempotency key. */
export async function cloneCart(
  dependencies: Dependencies,
  { viewer, cartId, idempotencyKey: key }: CloneCartRequest,
): Promise<CartChanged | Refusal | KeyReused> {
  await adoptForViewer(dependencies, viewer);
  return changeOnce<Refusal>(dependencies, {
    viewer,
    use: { operation: 'cartClone', key, fingerprint: fingerprint({ cartId }) },
    change: async (changing) => {
      // Not locked: what is copied is what was in it at some moment, and locks of an owner's carts are taken together.
      const [found] = isId(cartId) ? await findCarts(changing.tx, [cartId]) : [];
      if (found?.cart.ownerId !== viewer.id) return { kind: 'not-found' };
      return copy(changing, found.cart, { newId: dependencies.newId, isGuests: viewer.role === 'GUEST' });
    },
  });
}

async function copy(
  { stores, now, pricing }: Changing,
  from: Cart,
  { newId, isGuests }: Pick<Dependencies, 'newId'> & Pick<Cart, 'isGuests'>,
): Promise<CartChanged | CartTooLarge> {
  const { ownerId, currency } = from;
  const { cart: into, isNew } = await openCart(stores, { ownerId, isGuests, currency, now, newId });
  // A cart that is in use already is its own copy.
  const lines = into.id === from.id ? [] : from.lines;
  const offers = await findOffersOf(stores.offers, lines, into.currency);
  const change = copyLines(into, { lines, offers, newId });
  if (change.kind === 'too-large') return change;
  const { toStore, outcome } = refreshed(change, pricing);
  await (isNew ? stores.carts.insertCarts([toStore]) : stores.carts.saveCarts([toStore]));
  return outcome;
}
