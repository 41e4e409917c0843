import {
  orderDetailsOf,
  type CartFreezeRequest,
  type CartFreezeResponse,
  type FrozenCart,
} from '@cartwright/events';
import { freezeMetafields, type Metafield } from '@cartwright/metafields/rules';
import { hasExpired, linePrice, type Cart, type CartLine } from '../../cart/door.ts';
import { isSellable, titlesIn, type SellableOffer } from '../../offers/door.ts';
import { isTooMuch, lineTotalMinor, priceBasket } from '../../pricing/door.ts';
import { purchaseOf, type Purchase } from './purchase.ts';

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
/** With what one piece costs the buyer there where it goes. */
type PricedLine = SellableLine & Pick<FrozenCart['lines'][number], 'unitPriceMinor' | 'basePriceMinor'>;

/** Decides about freezing a cart of the buyer who asks, for one order, at the total that the buyer saw. */
export function decideFreeze(cart: Cart, request: CartFreezeRequest, context: FreezeContext): FreezeDecision {
  if (cart.freeze?.orderId === request.orderId) {
    return answer({ outcome: 'frozen', cart: cart.freeze.snapshot });
  }
  const busy = context.hasEnded ? 'in-checkout' : whyBusy(cart, context.now);
  if (busy !== null) return answer({ outcome: 'cart-unavailable', reason: busy });
  const sellable = cart.lines.filter(isInStock);
  if (sellable.length < cart.lines.length) return answer(outOfStock(cart));
  const purchase = purchaseOf(cart, request);
  if ('missing' in purchase) return answer({ outcome: 'incomplete', missing: purchase.missing });
  const snapshot = takeSnapshot(cart, sellable, purchase, { ...context, language: request.language });
  if (snapshot === null) {
    return answer({ outcome: 'shipping-method-unavailable', shippingMethod: purchase.shippingMethod });
  }
  if (isTooMuch(snapshot)) return answer({ outcome: 'cart-unavailable', reason: 'too-much' });
  const { totalMinor, currency } = snapshot;
  if (totalMinor !== request.expectedTotalMinor || currency !== request.currency) {
    return answer({ outcome: 'price-changed', actualTotalMinor: totalMinor, currency });
  }
  const changed = quoteChange(cart, snapshot);
  if (changed !== null) return answer(changed);
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

/** What is said when the tax is another than that which the cart was quoted with for its country; null when it holds. */
function quoteChange({ buyer, currency }: Cart, ordered: FrozenCart): CartFreezeResponse | null {
  const { countryCode } = buyer;
  if (countryCode === null) return null;
  const { lines, shippingMethod: deliveryOption, shippingAddress, ...actual } = ordered;
  const quoted = priceBasket({ currency, lines, deliveryOption, countryCode });
  if (quoted.taxMinor === actual.taxMinor) return null;
  const { totalMinor, taxMinor } = actual;
  return {
    outcome: 'quote-changed',
    currency,
    quoted: { countryCode, totalMinor: quoted.totalMinor, taxMinor: quoted.taxMinor },
    actual: { countryCode: shippingAddress.countryCode, totalMinor, taxMinor },
  };
}

/** Null when the shipping method does not reach the country. */
function takeSnapshot(
  { id: cartId, currency, metafields, privateMetafields, groupIds, buyer, details }: Cart,
  sellable: readonly SellableLine[],
  purchase: Purchase,
  { newId, language }: Pick<FreezeContext, 'newId'> & { readonly language: string | undefined },
): FrozenCart | null {
  const { countryCode } = purchase.shippingAddress;
  const lines = sellable.map((line): PricedLine => {
    const priced = linePrice(line, { groupIds, buyer: { ...buyer, countryCode } });
    const ownMinor = line.offer.unitPriceMinor;
    const basePriceMinor = priced?.isOfBase === false ? null : ownMinor;
    return { ...line, unitPriceMinor: priced?.amountMinor ?? ownMinor, basePriceMinor };
  });
  const { shippingMinor, ...price } = priceBasket({
    currency,
    lines,
    deliveryOption: purchase.shippingMethod,
    countryCode,
  });
  if (shippingMinor === null) return null;
  const frozenLines = lines.map((line) => freezeLine(line, { lineId: newId(), language }));
  const frozen = { cartId, currency, lines: frozenLines, ...price, shippingMinor, discountMinor: 0 };
  return {
    ...frozen,
    ...purchase,
    ...orderDetailsOf(details),
    ...beyondSchema({ metafields, privateMetafields }),
  };
}

/** What the buyer chose at checkout stays chosen if the cart comes back. */
function freezeFor(cart: Cart, request: CartFreezeRequest, snapshot: FrozenCart, now: Date): Cart {
  const { email, shippingAddress, billingAddress, shippingMethod } = snapshot;
  const { countryCode, postalCode = null } = shippingAddress;
  const soldAt = new Map(snapshot.lines.map((line) => [line.variantId, line.unitPriceMinor]));
  return {
    ...cart,
    status: 'CHECKING_OUT',
    lines: cart.lines.map((line) => ({
      ...line,
      quotedUnitMinor: soldAt.get(line.variantId) ?? line.quotedUnitMinor,
    })),
    deliveryOption: shippingMethod,
    buyer: { email, countryCode, postalCode, shippingAddress, billingAddress },
    freeze: { orderId: request.orderId, frozenAt: now, confirmed: false, snapshot },
    updatedAt: now,
  };
}

function freezeLine(
  { variantId, quantity, offer, unitPriceMinor, basePriceMinor, metafields, privateMetafields }: PricedLine,
  { lineId, language }: { readonly lineId: string; readonly language: string | undefined },
): FrozenCart['lines'][number] {
  const { productId, sku } = offer;
  const { title, variantTitle } = language === undefined ? offer : titlesIn(offer, language);
  const totalMinor = lineTotalMinor({ unitPriceMinor, quantity });
  const sold = {
    lineId,
    variantId,
    productId,
    title,
    variantTitle,
    sku,
    quantity,
    unitPriceMinor,
    basePriceMinor,
    totalMinor,
  };
  return { ...sold, ...partsOf(offer, language), ...beyondSchema({ metafields, privateMetafields }) };
}

/** What a bundle consists of, as the order keeps it. */
function partsOf(
  { parts = [] }: SellableOffer,
  language: string | undefined,
): Pick<FrozenCart['lines'][number], 'bundleParts'> {
  if (parts.length === 0) return {};
  const bundleParts = parts.map((part) => {
    const { variantId, sku, quantity } = part;
    const { title, variantTitle } = language === undefined ? part : titlesIn(part, language);
    return { variantId, sku, title, variantTitle, quantity };
  });
  return { bundleParts };
}

/** What the buyer has said and what staff have kept, if anything: it goes with the order. */
function beyondSchema({
  metafields,
  privateMetafields,
}: Record<'metafields' | 'privateMetafields', readonly Metafield[]>): Pick<
  FrozenCart,
  'metafields' | 'privateMetafields'
> {
  const said = metafields.length === 0 ? {} : { metafields: freezeMetafields(metafields) };
  const kept =
    privateMetafields.length === 0 ? {} : { privateMetafields: freezeMetafields(privateMetafields) };
  return { ...said, ...kept };
}

function answer(response: CartFreezeResponse): FreezeDecision {
  return { response, frozen: null };
}
