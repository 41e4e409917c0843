import type { cartAbandoned, DataOf } from '@cartwright/events';
import { quoteCart, type Cart, type CartLine, type QuotedLine } from '../../cart/door.ts';
import { whyUnavailable } from '../../offers/door.ts';
import type { Pricing } from '../../pricing/door.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** What was left longer ago is no news to anybody: a shop that was away for a while, or is told of carts for the first time, bothers nobody. */
const newsMs = 7 * dayMs;

/** Which carts are looked at now. */
export interface Due {
  readonly leftBefore: Date;
  readonly toldBefore: Date;
  /** What was left before then is looked at and not told. */
  readonly newsSince: Date;
}

/** Which carts are looked at, where a cart counts as left after so many hours. */
export function dueAt(now: Date, afterHours: number): Due {
  const ago = (ms: number): Date => new Date(now.getTime() - ms);
  const leftBefore = ago(afterHours * hourMs);
  return { leftBefore, toldBefore: ago(dayMs), newsSince: new Date(leftBefore.getTime() - newsMs) };
}

/** A telling that a cart was left. */
export interface Telling {
  readonly abandonmentId: string;
  /** Which one of the cart it is, 1 to 3. */
  readonly number: number;
  readonly pricing: Pricing;
}

/** What is told of a cart that was left: what could still be bought of it, for what it costs now. Null where that is nothing. */
export function abandonedCart(
  cart: Cart,
  { abandonmentId, number, pricing }: Telling,
): DataOf<typeof cartAbandoned> | null {
  const { id: cartId, ownerId: customerId, isGuests: isGuest, currency, updatedAt } = cart;
  const kept = cart.lines.filter(({ offer }) => whyUnavailable(offer, currency) === null);
  if (kept.length === 0) return null;
  const { lines, price } = quoteCart({ ...cart, lines: kept }, pricing);
  const offers = new Map(kept.map(({ id, offer }) => [id, offer]));
  return {
    ...{ abandonmentId, cartId, customerId, isGuest, number, currency },
    email: isGuest ? cart.buyer.email : null,
    lines: lines.flatMap((line) => lineOf(line, offers.get(line.id))),
    subtotalMinor: price.subtotalMinor,
    totalMinor: price.totalMinor,
    leftAt: updatedAt.toISOString(),
    abandonedAt: pricing.now.toISOString(),
  };
}

function lineOf(
  { variantId, title, variantTitle, translations = {}, quantity, unitPriceMinor, totalMinor }: QuotedLine,
  offer: CartLine['offer'] | undefined,
): DataOf<typeof cartAbandoned>['lines'] {
  if (offer === undefined) return [];
  const { productId, sku } = offer;
  const named = { title, variantTitle, ...(Object.keys(translations).length > 0 && { translations }) };
  return [{ variantId, productId, ...named, sku, quantity, unitPriceMinor, totalMinor }];
}
