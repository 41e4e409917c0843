import { atMostLargest, largestMinor, lineTotalMinor } from '../../pricing/door.ts';
import type { Cart, CartLine } from './cart.ts';
import type { CartChange, CartTooLarge } from './cart-change.ts';
import { linePriceMinor } from './line-price.ts';
import type { Warning } from './warning.ts';

/** The cart with other lines, unless there is more in it than before and they come to as much as no order can, before discounts. */
export function changeWithin(
  before: Cart,
  lines: readonly CartLine[],
  warnings: readonly Warning[],
): CartChange | CartTooLarge {
  const cart = { ...before, lines };
  return isMore(before, cart) && listTotalMinor(cart) >= largestMinor
    ? { kind: 'too-large', limit: 'TOTAL' }
    : { kind: 'changed', cart, warnings };
}

function listTotalMinor(cart: Cart): number {
  const totals = cart.lines.map((line) => {
    const unitPriceMinor = linePriceMinor(line, cart) ?? line.quotedUnitMinor;
    return lineTotalMinor({ unitPriceMinor, quantity: line.quantity });
  });
  return atMostLargest(totals);
}

/** Whether there is more of anything; what was over a limit before may still be made smaller. */
function isMore({ lines }: Cart, after: Cart): boolean {
  const before = new Map(lines.map(({ id, quantity }) => [id, quantity]));
  return after.lines.some(({ id, quantity }) => quantity > (before.get(id) ?? 0));
}
