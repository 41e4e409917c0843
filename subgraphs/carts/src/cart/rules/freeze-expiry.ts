import type { Cart } from './cart.ts';

/** How long a cart stays frozen for an order that is not known to be placed. */
export const freezeTtlMs = 15 * 60 * 1000;

/** Whether a cart is frozen for an order that was not placed in time, so that the freeze does not count any more. */
export function hasExpired({ status, freeze }: Cart, now: Date): boolean {
  if (status !== 'CHECKING_OUT' || freeze === null || freeze.confirmed) return false;
  return now.getTime() - freeze.frozenAt.getTime() > freezeTtlMs;
}

/** The cart without its freeze: the one in use, or put aside as it was before. */
export function reopened(cart: Cart): Cart {
  return { ...cart, status: cart.savedAs === null ? 'ACTIVE' : 'SAVED', freeze: null };
}

/** The cart as a reader sees it: without a freeze that has expired. */
export function asSeenAt(cart: Cart, now: Date): Cart {
  return hasExpired(cart, now) ? reopened(cart) : cart;
}
