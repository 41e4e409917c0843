import type { Metafield } from '@cartwright/metafields/rules';
import { whyUnavailable } from '../../offers/door.ts';
import { addLines, type Adding, type AddLinesOutcome } from './add-lines.ts';
import type { Cart, CartLine } from './cart.ts';
import type { CartChange } from './cart-change.ts';
import { joinMetafields } from './join-metafields.ts';
import { roomIn } from './set-cart-metafields.ts';
import { privateRoomIn } from './set-private-metafields.ts';
import type { Warning } from './warning.ts';
import { lineLeftOut, metafieldsRemoved } from './warnings.ts';

/** What is copied from another cart. */
export interface Copying extends Omit<Adding, 'wanted'> {
  readonly lines: readonly CartLine[];
  /** Whether something may still be said of a line. */
  readonly isAllowed: (said: Metafield) => boolean;
}

/**
 * Puts copies of another cart's lines into a cart, with what the buyer has said of them; what staff keep of them is not copied. What
 * cannot be bought any more, and what may not be said any more, is left out and told. Where nothing can be bought, that is refused.
 */
export function copyLines(cart: Cart, { lines, offers, newId, isAllowed }: Copying): AddLinesOutcome {
  const checked = lines.map((line) => ({
    line,
    why: whyUnavailable(offers.get(line.variantId), cart.currency),
  }));
  const wanted = checked.flatMap(({ line, why }) => (why === null ? line : []));
  const leftOut = checked.flatMap(({ line, why }) => (why === null ? [] : lineLeftOut(line, why)));
  const [first] = checked;
  if (wanted.length === 0 && first !== undefined)
    return { kind: 'variant-unavailable', variantId: first.line.variantId, message: first.why ?? '' };
  const added = addLines(cart, { wanted, offers, newId });
  if (added.kind !== 'changed') return added;
  const said = saidOf(added.cart, wanted, isAllowed);
  return { ...added, cart: said.cart, warnings: [...leftOut, ...added.warnings, ...said.warnings] };
}

/** The cart with what may be said of the lines that were copied into it, as long as it fits. */
function saidOf(
  cart: Cart,
  copied: readonly CartLine[],
  isAllowed: Copying['isAllowed'],
): Pick<CartChange, 'cart' | 'warnings'> {
  const sources = new Map(copied.map((line) => [line.variantId, line]));
  const warnings: Warning[] = [];
  let room = { said: roomIn(cart), kept: privateRoomIn(cart) };
  const lines = cart.lines.map((line) => {
    const source = sources.get(line.variantId);
    if (source === undefined) return line;
    const allowed = source.metafields.filter(isAllowed);
    const joined = joinMetafields(line, { metafields: allowed, privateMetafields: [] }, room);
    ({ room } = joined);
    const isWhole = joined.isWhole && allowed.length === source.metafields.length;
    if (!isWhole) warnings.push(metafieldsRemoved(line.id, { line }));
    return { ...line, metafields: joined.metafields };
  });
  return { cart: { ...cart, lines }, warnings };
}
