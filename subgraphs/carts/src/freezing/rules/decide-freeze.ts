import type { CartFreezeRequest, CartFreezeResponse, FrozenCart } from '@cartwright/events';
import { hasExpired, type Cart, type CartLine } from '../../cart/door.ts';
import { isSellable, type SellableOffer } from '../../offers/door.ts';
import { isTooMuch, lineTotalMinor, priceBasket } from '../../pricing/door.ts';

/** What the decision about a freeze needs besides the cart. */
export interface FreezeContext {
  readonly now: Date;
  readonly newId: () => string;
  /** Whether the order has ended already: then the request is too late. */
  readonly hasEnded: boolean;
}

/** A cart that is frozen now, to be stored; null when there is nothing to store. */
export interface FreezeDecision {
  readonly response: CartFreezeResponse;
  readonly frozen: Cart | null;
}

type SellableLine = CartLine & { readonly offer: SellableOffer };

/** Decides about freezing a cart of the buyer who asks, for one order, at the total that the buyer saw. */
export function decideFreeze(cart: Cart, request: CartFreezeRequest, context: FreezeContext): FreezeDecision {
  if (cart.freeze?.orderId === request.orderId) {
    return answer({ outcome: 'frozen', cart: cart.freeze.snapshot });
  }
  const busy = context.hasEnded ? 'in-checkout' : whyBusy(cart, context.now);
  if (busy !== null) return answer({ outcome: 'cart-unavailable', reason: busy });
  const sellable = cart.lines.filter(isInStock);
  if (sellable.length < cart.lines.length) return answer(outOfStock(cart));
  const snapshot = takeSnapshot(cart, sellable, request, context);
  if (snapshot === null) return answer({ outcome: 'shipping-method-unavailable' });
  if (isTooMuch(snapshot)) return answer({ outcome: 'cart-unavailable', reason: 'too-much' });
  const { totalMinor, currency } = snapshot;
  if (totalMinor !== request.expectedTotalMinor || currency !== request.currency) {
    return answer({ outcome: 'price-changed', actualTotalMinor: totalMinor, currency });
  }
  const response = { outcome: 'frozen', cart: snapshot } as const;
  return { response, frozen: freezeFor(cart, request, snapshot, context.now) };
}

function whyBusy(cart: Cart, now: Date): 'in-checkout' | 'completed' | 'empty' | null {
  if (cart.status === 'COMPLETED') return 'completed';
  if (cart.status === 'CHECKING_OUT' && !hasExpired(cart, now)) return 'in-checkout';
  return cart.lines.length === 0 ? 'empty' : null;
}

function isInStock(line: CartLine): line is SellableLine {
  return isSellable(line.offer) && line.quantity <= (line.offer.available ?? line.quantity);
}

function outOfStock({ lines }: Cart): CartFreezeResponse {
  const variantIds = lines.filter((line) => !isInStock(line)).map(({ variantId }) => variantId);
  return { outcome: 'out-of-stock', variantIds };
}

/** Null when the shipping method does not reach the country. */
function takeSnapshot(
  { id: cartId, currency }: Cart,
  lines: readonly SellableLine[],
  { countryCode, shippingMethod }: CartFreezeRequest,
  { newId }: FreezeContext,
): FrozenCart | null {
  const { shippingMinor, ...price } = priceBasket({
    currency,
    lines: lines.map(({ quantity, offer: { unitPriceMinor } }) => ({ quantity, unitPriceMinor })),
    deliveryOption: shippingMethod,
    countryCode: countryCode.toUpperCase(),
  });
  if (shippingMinor === null) return null;
  const frozenLines = lines.map((line) => freezeLine(line, newId()));
  return { cartId, currency, lines: frozenLines, ...price, shippingMinor, discountMinor: 0, shippingMethod };
}

/** What the buyer chose at checkout stays chosen if the cart comes back. */
function freezeFor(cart: Cart, request: CartFreezeRequest, snapshot: FrozenCart, now: Date): Cart {
  const { orderId, shippingMethod, countryCode } = request;
  return {
    ...cart,
    status: 'CHECKING_OUT',
    lines: cart.lines.map((line) => ({
      ...line,
      quotedUnitMinor: line.offer.unitPriceMinor ?? line.quotedUnitMinor,
    })),
    deliveryOption: shippingMethod,
    buyer: { ...cart.buyer, countryCode: countryCode.toUpperCase() },
    freeze: { orderId, frozenAt: now, confirmed: false, snapshot },
    updatedAt: now,
  };
}

function freezeLine(
  { variantId, quantity, offer }: SellableLine,
  lineId: string,
): FrozenCart['lines'][number] {
  const { productId, title, variantTitle, sku, unitPriceMinor } = offer;
  const totalMinor = lineTotalMinor({ unitPriceMinor, quantity });
  return { lineId, variantId, productId, title, variantTitle, sku, quantity, unitPriceMinor, totalMinor };
}

function answer(response: CartFreezeResponse): FreezeDecision {
  return { response, frozen: null };
}
