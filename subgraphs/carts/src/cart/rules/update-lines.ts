import type { Cart, CartLine } from './cart.ts';
import type { CartChange, CartTooLarge } from './cart-change.ts';
import { clampQuantity } from './quantity.ts';
import { changeWithin } from './total-limit.ts';
import type { Warning } from './warning.ts';
import { lineRemoved, quantityClamped } from './warnings.ts';

/** The new quantity of a line; 0 removes it. */
export interface LineUpdate {
  readonly lineId: string;
  readonly quantity: number;
}

/** A line that is not in the cart. */
export interface LineNotFound {
  readonly kind: 'line-not-found';
  readonly lineId: string;
}

/** How setting quantities ends. */
export type UpdateLinesOutcome = CartChange | CartTooLarge | LineNotFound;

/** Sets quantities; all of them, or none when a line does not exist. Of several for one line the last counts. */
export function updateLines(cart: Cart, updates: readonly LineUpdate[]): UpdateLinesOutcome {
  const known = new Set(cart.lines.map(({ id }) => id));
  const unknown = updates.find(({ lineId }) => !known.has(lineId));
  if (unknown !== undefined) return { kind: 'line-not-found', lineId: unknown.lineId };
  const quantities = new Map(updates.map(({ lineId, quantity }) => [lineId, quantity]));
  const updated = cart.lines.map((line) => setQuantity(line, quantities.get(line.id)));
  const lines = updated.map(({ line }) => line).filter(({ quantity }) => quantity > 0);
  return changeWithin(
    cart,
    lines,
    updated.flatMap(({ warning }) => warning ?? []),
  );
}

/** Removes lines; ids that are not in the cart are ignored. */
export function removeLines(cart: Cart, lineIds: readonly string[]): CartChange {
  const lines = cart.lines.filter(({ id }) => !lineIds.includes(id));
  return { kind: 'changed', cart: { ...cart, lines }, warnings: [] };
}

function setQuantity(before: CartLine, wanted: number | undefined): { line: CartLine; warning?: Warning } {
  if (wanted === undefined) return { line: before };
  const { quantity, limit } = clampQuantity(wanted, before.offer.available);
  const line = { ...before, quantity };
  if (limit === null) return { line };
  return {
    line,
    warning: quantity === 0 ? lineRemoved(line, 'it is sold out') : quantityClamped(line, limit),
  };
}
