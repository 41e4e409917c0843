import type { Cart } from './cart.ts';
import type { Warning } from './warning.ts';

/** What a cart takes: 200 different variants, a total below the largest amount, and so many characters that are said of it and its lines. */
export type CartLimit = 'LINES' | 'TOTAL' | 'WORDS';

/** A change after which the cart would be over a limit, and further than before. */
export interface CartTooLarge {
  readonly kind: 'too-large';
  readonly limit: CartLimit;
}

/** A cart after a change, and what was adjusted on the way. */
export interface CartChange {
  readonly kind: 'changed';
  readonly cart: Cart;
  readonly warnings: readonly Warning[];
}
