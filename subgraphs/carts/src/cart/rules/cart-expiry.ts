import type { Cart } from './cart.ts';
import { isOpen } from './cart-status.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** How long a cart stays after it was ordered: longer than the keys by which orders asks for it again. */
export const completedMs = 30 * dayMs;
/** How long a cart stays that somebody without an account has left. */
export const leftByGuestMs = 90 * dayMs;

/** When a cart that nobody changes is deleted; null for one that waits for its customer or for the end of an order. */
export function expiresAt(cart: Cart): Date | null {
  const { status, isGuests, updatedAt } = cart;
  const after = (ageMs: number): Date => new Date(updatedAt.getTime() + ageMs);
  if (status === 'COMPLETED') return after(completedMs);
  return isOpen(cart) && isGuests ? after(leftByGuestMs) : null;
}
