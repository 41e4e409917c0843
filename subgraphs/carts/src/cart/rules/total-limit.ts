import { isTooMuch } from '../../pricing/door.ts';
import type { Cart, CartLine } from './cart.ts';
import type { CartChange, CartTooLarge } from './cart-change.ts';
import { quoteCart } from './quote-cart.ts';
import type { Warning } from './warning.ts';

/** The cart with other lines, unless there is more in it than before and it costs as much as no order can. */
export function changeWithin(
  before: Cart,
  lines: readonly CartLine[],
  warnings: readonly Warning[],
): CartChange | CartTooLarge {
  const cart = { ...before, lines };
  return isMore(before, cart) && isTooMuch(quoteCart(cart).price)
    ? { kind: 'too-large', limit: 'TOTAL' }
    : { kind: 'changed', cart, warnings };
}

/** Whether there is more of anything; what was over a limit before may still be made smaller. */
function isMore({ lines }: Cart, after: Cart): boolean {
  const before = new Map(lines.map(({ id, quantity }) => [id, quantity]));
  return after.lines.some(({ id, quantity }) => quantity > (before.get(id) ?? 0));
}
