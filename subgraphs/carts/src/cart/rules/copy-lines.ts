import { whyUnavailable } from '../../offers/door.ts';
import { addLines, type Adding } from './add-lines.ts';
import type { Cart, CartLine } from './cart.ts';
import type { CartChange, CartTooLarge } from './cart-change.ts';
import { joinMetafields } from './join-metafields.ts';
import { roomIn } from './set-cart-metafields.ts';
import { privateRoomIn } from './set-private-metafields.ts';
import type { Warning } from './warning.ts';
import { lineLeftOut, metafieldsRemoved } from './warnings.ts';

/** What is copied from another cart. */
export interface Copying extends Omit<Adding, 'wanted'> {
  readonly lines: readonly CartLine[];
}

/**
 * Puts copies of another cart's lines into a cart, with what the buyer has said of them; what staff keep of them is not copied. What cannot
 * be bought any more is left out, and told.
 */
export function copyLines(cart: Cart, { lines, offers, newId }: Copying): CartChange | CartTooLarge {
  const leftOut = lines.flatMap((line): Warning[] => {
    const why = whyUnavailable(offers.get(line.variantId), cart.currency);
    return why === null ? [] : [lineLeftOut(line, why)];
  });
  const missing = new Set(leftOut.map(({ target }) => target));
  const wanted = lines.filter(({ id }) => !missing.has(id));
  const added = addLines(cart, { wanted, offers, newId });
  if (added.kind === 'variant-unavailable') throw new TypeError(added.message);
  if (added.kind === 'too-large') return added;
  const said = saidOf(added.cart, wanted);
  return { ...added, cart: said.cart, warnings: [...leftOut, ...added.warnings, ...said.warnings] };
}

/** The cart with what is said of the lines that were copied into it, as long as it fits. */
function saidOf(cart: Cart, copied: readonly CartLine[]): Pick<CartChange, 'cart' | 'warnings'> {
  const sources = new Map(copied.map((line) => [line.variantId, line]));
  const warnings: Warning[] = [];
  let room = { said: roomIn(cart), kept: privateRoomIn(cart) };
  const lines = cart.lines.map((line) => {
    const source = sources.get(line.variantId);
    if (source === undefined) return line;
    const joined = joinMetafields(line, { metafields: source.metafields, privateMetafields: [] }, room);
    ({ room } = joined);
    if (!joined.isWhole) warnings.push(metafieldsRemoved(line.id, { line }));
    return { ...line, metafields: joined.metafields };
  });
  return { cart: { ...cart, lines }, warnings };
}
