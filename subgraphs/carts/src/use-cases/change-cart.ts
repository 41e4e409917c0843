import type { Viewer } from '@cartwright/identity';
import type { Cart, CartStatus } from '../domain/cart.ts';
import type { CartChange } from '../domain/cart-change.ts';
import { isId } from '../domain/is-id.ts';
import { hasLapsed } from '../domain/lapse.ts';
import { quoteCart, type QuotedCart } from '../domain/quote-cart.ts';
import { settleCart } from '../domain/settle-cart.ts';
import type { Warning } from '../domain/warning.ts';
import type { CartStore } from '../repository/carts-repository.ts';
import { reopen } from './reopen.ts';

/** A cart that was changed, as it is now. */
export interface CartChanged {
  readonly kind: 'changed';
  readonly cart: QuotedCart;
  readonly warnings: readonly Warning[];
}

/** Why a cart can not be changed at all. */
export type CartRefused =
  { readonly kind: 'not-found' } | { readonly kind: 'not-active'; readonly status: CartStatus };

/** What to change, and how; the change is decided while the cart is locked. */
export interface CartChangeRequest<Refusal> {
  readonly viewer: Viewer;
  readonly cartId: string;
  readonly now: Date;
  readonly decide: (cart: Cart) => CartChange | Refusal | Promise<CartChange | Refusal>;
}

/** Locks a cart of the viewer's, changes it, brings it in line with the catalogue and stores it. */
export async function changeCart<Refusal extends { readonly kind: string }>(
  store: CartStore,
  { viewer, cartId, now, decide }: CartChangeRequest<Refusal>,
): Promise<CartChanged | CartRefused | Refusal> {
  const locked = isId(cartId) ? await store.lock(cartId.toLowerCase(), [viewer.id]) : null;
  if (locked === null) return { kind: 'not-found' };
  const cart = hasLapsed(locked, now) ? await reopen(store, locked, now) : locked;
  if (cart.status !== 'ACTIVE') return { kind: 'not-active', status: cart.status };
  const decision = await decide(cart);
  return isChange(decision) ? saveChange(store, decision, now) : decision;
}

/** Brings a changed cart in line with the catalogue and stores it. */
export async function saveChange(store: CartStore, change: CartChange, now: Date): Promise<CartChanged> {
  const { cart, warnings } = settleCart(change);
  const changed = { ...cart, updatedAt: now };
  await store.save(changed);
  return { kind: 'changed', cart: quoteCart(changed), warnings };
}

function isChange(decision: CartChange | { readonly kind: string }): decision is CartChange {
  return decision.kind === 'changed';
}
