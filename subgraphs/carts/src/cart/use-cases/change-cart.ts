import { isId } from '@cartwright/graph';
import type { Viewer } from '@cartwright/identity';
import type { Pricing } from '../../pricing/door.ts';
import type { CartStores } from '../ports.ts';
import type { Cart } from '../rules/cart.ts';
import type { CartChange } from '../rules/cart-change.ts';
import { isOpen, type CartStatus } from '../rules/cart-status.ts';
import { hasExpired } from '../rules/freeze-expiry.ts';
import { quoteCart, type QuotedCart } from '../rules/quote-cart.ts';
import { refreshCart } from '../rules/refresh-cart.ts';
import type { Warning } from '../rules/warning.ts';
import { reopenCart } from './reopen-cart.ts';

/** A cart that was changed, as it is now. */
export interface CartChanged {
  readonly kind: 'changed';
  readonly cart: QuotedCart;
  readonly warnings: readonly Warning[];
}

/** Why a cart cannot be changed at all. */
export type CartRefused =
  { readonly kind: 'not-found' } | { readonly kind: 'not-active'; readonly status: CartStatus };

/** What to change, and how; the change is decided while the cart is locked. */
export interface CartChangeRequest<Refusal> {
  readonly viewer: Viewer;
  readonly cartId: string;
  readonly pricing: Pricing;
  readonly decide: (cart: Cart) => CartChange | Refusal | Promise<CartChange | Refusal>;
}

/** Locks a cart of the viewer's, changes it, brings it in line with the catalogue and stores it. */
export async function changeCart<Refusal extends { readonly kind: string }>(
  stores: CartStores,
  { viewer, cartId, pricing, decide }: CartChangeRequest<Refusal>,
): Promise<CartChanged | CartRefused | Refusal> {
  const { now } = pricing;
  const [locked] = isId(cartId) ? await stores.carts.lockCarts([{ cartId, ownerId: viewer.id }]) : [];
  if (locked === undefined) return { kind: 'not-found' };
  const cart = hasExpired(locked, now) ? await reopenCart(stores, locked, now) : locked;
  if (!isOpen(cart)) return { kind: 'not-active', status: cart.status };
  const decision = await decide(cart);
  return isChange(decision) ? storeChanged(stores, decision, { pricing }) : decision;
}

/** Brings a cart that was changed, or a new one, in line with the catalogue and stores it. */
export async function storeChanged(
  { carts }: CartStores,
  change: CartChange,
  { isNew = false, pricing }: { readonly isNew?: boolean; readonly pricing: Pricing },
): Promise<CartChanged> {
  const { toStore, outcome } = refreshed(change, pricing);
  await (isNew ? carts.insertCarts([toStore]) : carts.saveCarts([toStore]));
  return outcome;
}

/** A changed cart in line with the catalogue, as it is to be stored and answered; what was still to be told is told with it. */
export function refreshed(
  change: CartChange,
  pricing: Pricing,
): { readonly toStore: Cart; readonly outcome: CartChanged } {
  const { cart, warnings } = refreshCart(change);
  const toStore = { ...cart, pendingWarnings: [], updatedAt: pricing.now };
  const told = [...cart.pendingWarnings, ...warnings];
  return { toStore, outcome: { kind: 'changed', cart: quoteCart(toStore, pricing), warnings: told } };
}

function isChange(decision: CartChange | { readonly kind: string }): decision is CartChange {
  return decision.kind === 'changed';
}
