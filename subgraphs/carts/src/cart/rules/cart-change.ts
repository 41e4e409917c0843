import type { Cart } from './cart.ts';
import type { Warning } from './warning.ts';

/** A cart after a change, and what was adjusted on the way. */
export interface CartChange {
  readonly kind: 'changed';
  readonly cart: Cart;
  readonly warnings: readonly Warning[];
}
