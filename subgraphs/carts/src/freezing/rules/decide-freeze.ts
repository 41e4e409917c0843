import {
  orderDetailsOf,
  type CartFreezeRequest,
  type CartFreezeResponse,
  type FrozenCart,
} from '@cartwright/events';
import { freezeMetafields, type Metafield } from '@cartwright/metafields/rules';
import {
  basketOf,
  destinationOf,
  hasExpired,
  linePrice,
  type Cart,
  type CartLine,
  type Destination,
} from '../../cart/door.ts';
import { isSellable, titlesIn, type SellableOffer } from '../../offers/door.ts';
import {
  isTooMuch,
  lineTotalMinor,
  priceOf,
  type CartPrice,
  type LinePrice,
  type Pricing,
} from '../../pricing/door.ts';
import { purchaseOf, type Purchase } from './purchase.ts';
import { frozenLinePrice, frozenPriceOf } from './snapshot-price.ts';

/** What the decision about a freeze needs besides the cart. */
export interface FreezeContext {
  readonly pricing: Pricing;
  readonly newId: () => string;
  /** Whether the order has ended already: then the request is too late. */
  readonly hasEnded: boolean;
  /** Ids of promotions of which no use could be reserved: the cart is priced without them. */
  readonly without?: ReadonlySet<string>;
}

/** A promotion that an order uses, once, and the code that asked for it; null for one that needs none. */
export interface PromotionUse {
  readonly promotionId: string;
  readonly code: string | null;
}

/** A cart that is frozen now, to be stored; null when there is nothing to store. */
export interface FreezeDecision {
  readonly response: CartFreezeResponse;
  readonly frozen: Cart | null;
  /** What the freeze stands on: uses that are reserved in its transaction; none where there is nothing to store. */
  readonly uses: readonly PromotionUse[];
}

type SellableLine = CartLine & { readonly offer: SellableOffer };
/** With what one piece costs the buyer there where it goes. */
type PricedLine = SellableLine & Pick<FrozenCart['lines'][number], 'unitPriceMinor' | 'basePriceMinor'>;

/** Decides about freezing a cart of the buyer who asks, for one order, at the total that the buyer saw. */
export function decideFreeze(cart: Cart, request: CartFreezeRequest, context: FreezeContext): FreezeDecision {
  if (cart.freeze?.orderId === request.orderId) {
    return answer({ outcome: 'frozen', cart: cart.freeze.snapshot });
  }
  const busy = context.hasEnded ? 'in-checkout' : whyBusy(cart, context.pricing.now);
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
  const changed = quoteChange(cart, snapshot, context);
  if (changed !== null) return answer(changed);
  const response = { outcome: 'frozen', cart: snapshot } as const;
  const uses = (snapshot.promotions ?? []).map(({ promotionId, code = null }) => ({ promotionId, code }));
  return { response, frozen: freezeFor(cart, request, snapshot, context.pricing.now), uses };
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
function quoteChange(cart: Cart, ordered: FrozenCart, context: FreezeContext): CartFreezeResponse | null {
  const destination = destinationOf(cart);
  const { countryCode } = destination;
  const { shippingMethod: deliveryOption, shippingAddress, totalMinor, taxMinor } = ordered;
  const sentTo = destinationOf({ buyer: { ...cart.buyer, ...sentToAddress(shippingAddress) } });
  if (countryCode === null || isSamePlace(destination, sentTo)) return null;
  const lines = cart.lines.map((line, index) => {
    return { ...line, unitPriceMinor: ordered.lines[index]?.unitPriceMinor ?? 0 };
  });
  const quoted = priced(cart, { lines, deliveryOption, destination }, context);
  if (quoted.taxMinor === taxMinor) return null;
  return {
    outcome: 'quote-changed',
    currency: cart.currency,
    quoted: { countryCode, totalMinor: quoted.totalMinor, taxMinor: quoted.taxMinor },
    actual: { countryCode: shippingAddress.countryCode, totalMinor, taxMinor },
  };
}

function sentToAddress(shippingAddress: Purchase['shippingAddress']) {
  return { countryCode: shippingAddress.countryCode, shippingAddress };
}

function isSamePlace(one: Destination, other: Destination): boolean {
  return one.countryCode === other.countryCode && one.region === other.region;
}

/** What the lines of a cart cost where they go in some way; without promotions that are used up. */
function priced(
  cart: Cart,
  sent: Parameters<typeof basketOf>[1],
  { pricing, without = new Set() }: Pick<FreezeContext, 'pricing' | 'without'>,
): CartPrice {
  return priceOf({ ...basketOf(cart, sent), without }, pricing);
}

/** Null when the shipping method does not reach the country. */
function takeSnapshot(
  cart: Cart,
  sellable: readonly SellableLine[],
  purchase: Purchase,
  { newId, language, ...context }: FreezeContext & { readonly language: string | undefined },
): FrozenCart | null {
  const { id: cartId, currency, metafields, privateMetafields, groupIds, buyer, details } = cart;
  const to = { ...buyer, ...sentToAddress(purchase.shippingAddress) };
  const lines = sellable.map((line): PricedLine => {
    const found = linePrice(line, { groupIds, buyer: to });
    const ownMinor = line.offer.unitPriceMinor;
    const basePriceMinor = found?.isOfBase === false ? null : ownMinor;
    return { ...line, unitPriceMinor: found?.amountMinor ?? ownMinor, basePriceMinor };
  });
  const destination = destinationOf({ buyer: to });
  const price = priced(cart, { lines, deliveryOption: purchase.shippingMethod, destination }, context);
  if (price.shippingMinor === null) return null;
  const frozenLines = lines.map((line, index) =>
    freezeLine(line, { lineId: newId(), language, price: price.lines[index] }),
  );
  const frozen = { cartId, currency, lines: frozenLines, ...frozenPriceOf(price, language) };
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
  {
    lineId,
    language,
    price,
  }: {
    readonly lineId: string;
    readonly language: string | undefined;
    readonly price: LinePrice | undefined;
  },
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
    ...(price && frozenLinePrice(price)),
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
  return { response, frozen: null, uses: [] };
}
