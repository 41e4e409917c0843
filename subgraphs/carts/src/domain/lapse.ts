import type { Cart } from './cart.ts';

/** How long a cart stays locked for an order of which nothing is heard. */
export const freezeTtlMs = 15 * 60 * 1000;

/** Tells whether a cart is locked for an order that was never placed, so that the lock does not count any more. */
export function hasLapsed({ status, freeze }: Cart, now: Date): boolean {
  if (status !== 'CHECKING_OUT' || freeze === null || freeze.confirmed) return false;
  return now.getTime() - freeze.frozenAt.getTime() > freezeTtlMs;
}

/** The cart without its lock. */
export function reopened(cart: Cart): Cart {
  return { ...cart, status: 'ACTIVE', freeze: null };
}

/** The cart as a reader sees it: a lock that has lapsed is none. */
export function asSeenAt(cart: Cart, now: Date): Cart {
  return hasLapsed(cart, now) ? reopened(cart) : cart;
}
