import type { Metafield } from '@cartwright/metafields';
import type { StoreCurrency } from '@cartwright/money';
import type { Titles } from '../../offers/door.ts';
import {
  frozenPrice,
  lineTotalMinor,
  quoteBasket,
  type CartPrice,
  type LinePrice,
  type NextDiscount,
  type Pricing,
  type QuotedCode,
  type QuotedDeliveryOption,
} from '../../pricing/door.ts';
import { basketOf, destinationOf } from './basket-of.ts';
import { bundleSavingOf, type LineSaving } from './bundle-saving.ts';
import type { Cart, CartLine } from './cart.ts';
import { linePriceMinor } from './line-price.ts';

/** A line with what it costs. */
export interface QuotedLine extends LinePrice {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly title: string;
  readonly variantTitle: string;
  /** Both titles in other languages; a frozen cart is named in one. */
  readonly translations?: Titles;
  readonly currency: StoreCurrency;
  readonly unitPriceMinor: number;
  /** Before discounts. */
  readonly totalMinor: number;
  /** Null where nothing can be compared. */
  readonly bundleSaving: LineSaving | null;
  readonly metafields: readonly Metafield[];
  readonly privateMetafields: readonly Metafield[];
}

/** A cart with all that it costs: today's prices, or those of the freeze once it is frozen for an order. */
export interface QuotedCart {
  readonly cart: Cart;
  readonly lines: readonly QuotedLine[];
  readonly price: Omit<CartPrice, 'lines'>;
  readonly deliveryOptions: readonly QuotedDeliveryOption[];
  /** Code of the selected option; null when that one is not offered. */
  readonly selectedDeliveryOption: string | null;
  /** What is missing for discounts that are not used; none once it is frozen. */
  readonly nextDiscounts: readonly NextDiscount[];
  /** What was entered; once it is frozen, what was used. */
  readonly codes: readonly QuotedCode[];
}

/** Quotes a cart. */
export function quoteCart(cart: Cart, pricing: Pricing): QuotedCart {
  const { deliveryOption } = cart;
  const named = cart.lines.map((line) => nameLine(line, cart));
  const lines = cart.lines.map(({ offer, quantity }, index) => {
    return { offer, quantity, unitPriceMinor: named[index]?.unitPriceMinor ?? 0 };
  });
  const basket = basketOf(cart, { lines, deliveryOption, destination: destinationOf(cart) });
  const { deliveryOptions, ...today } = quoteBasket(basket, pricing);
  const { price, nextDiscounts, codes } = frozenQuote(cart) ?? today;
  const isOffered = deliveryOptions.some(({ code }) => code === deliveryOption);
  const { lines: linePrices, ...whole } = price;
  return {
    cart,
    lines: named.map((line, index) => ({ ...line, ...(linePrices[index] ?? nothingKnown) })),
    price: whole,
    deliveryOptions,
    selectedDeliveryOption: isOffered ? deliveryOption : null,
    nextDiscounts,
    codes,
  };
}

/** Of a line that is not in the freeze. */
const nothingKnown: LinePrice = { discounts: [], taxRateBasisPoints: 0, taxMinor: 0 };

/** What a frozen cart was frozen at, aligned with its lines; null while it is not frozen. */
function frozenQuote({ freeze, lines }: Cart): {
  readonly price: CartPrice;
  readonly nextDiscounts: readonly NextDiscount[];
  readonly codes: readonly QuotedCode[];
} | null {
  if (freeze === null) return null;
  const { snapshot } = freeze;
  const price = frozenPrice(snapshot);
  const soldAt = lines.map(({ variantId }) =>
    snapshot.lines.findIndex((sold) => sold.variantId === variantId),
  );
  const codes = price.promotions.flatMap(({ promotionId, code }) =>
    code === null ? [] : [{ code, promotionId, why: null }],
  );
  const aligned = soldAt.map((index) => price.lines[index] ?? nothingKnown);
  return { price: { ...price, lines: aligned }, nextDiscounts: [], codes };
}

type Named = Pick<QuotedLine, 'title' | 'variantTitle' | 'translations'>;

function nameLine(
  { id, variantId, quantity, ...line }: CartLine,
  cart: Cart,
): Omit<QuotedLine, keyof LinePrice> {
  const { freeze, currency } = cart;
  const frozen = freeze?.snapshot.lines.find((sold) => sold.variantId === variantId);
  const { title, variantTitle, translations = {} }: Named = frozen ?? line.offer;
  const unitPriceMinor =
    frozen?.unitPriceMinor ?? linePriceMinor({ ...line, quantity }, cart) ?? line.quotedUnitMinor;
  const totalMinor = lineTotalMinor({ unitPriceMinor, quantity });
  const { metafields, privateMetafields } = line;
  const named = { id, variantId, quantity, title, variantTitle, translations };
  const bundleSaving = bundleSavingOf({ offer: line.offer, quantity, totalMinor }, cart);
  const kept = { metafields, privateMetafields };
  return { ...named, currency, unitPriceMinor, totalMinor, bundleSaving, ...kept };
}
