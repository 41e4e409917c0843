import { multiplyMinor } from '@cartwright/money';
import type { Cart, CartLine, StoreCurrency } from './cart.ts';
import { deliveryOptionsFor, type DeliveryOption } from './delivery-options.ts';
import { priceCart, type CartPrice } from './price-cart.ts';

/** A line with what it costs. */
export interface QuotedLine {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly title: string;
  readonly variantTitle: string;
  readonly currency: StoreCurrency;
  readonly unitPriceMinor: number;
  readonly totalMinor: number;
}

/** A way to send the cart, and what the whole cart costs with it. */
export interface QuotedDeliveryOption extends DeliveryOption {
  readonly cartTotalMinor: number;
}

/** A cart with all that it costs: today's prices, or once it is locked for an order those of that moment. */
export interface QuotedCart {
  readonly cart: Cart;
  readonly lines: readonly QuotedLine[];
  readonly price: CartPrice;
  readonly deliveryOptions: readonly QuotedDeliveryOption[];
  /** Code of the selected option; null when that one is not offered. */
  readonly selectedDeliveryOption: string | null;
}

/** Quotes a cart. */
export function quoteCart(cart: Cart): QuotedCart {
  const lines = cart.lines.map((line) => quoteLine(line, cart));
  const priceWith = (deliveryOption: string | null): CartPrice =>
    priceCart({ currency: cart.currency, lines, deliveryOption, countryCode: cart.buyer.countryCode });
  const price = cart.freeze?.snapshot ?? priceWith(cart.deliveryOption);
  const deliveryOptions = deliveryOptionsFor({
    currency: cart.currency,
    subtotalMinor: price.subtotalMinor,
    countryCode: cart.buyer.countryCode,
  }).map((option) => ({ ...option, cartTotalMinor: priceWith(option.code).totalMinor }));
  const isOffered = deliveryOptions.some(({ code }) => code === cart.deliveryOption);
  const selectedDeliveryOption = isOffered ? cart.deliveryOption : null;
  return { cart, lines, price, deliveryOptions, selectedDeliveryOption };
}

function quoteLine({ id, variantId, quantity, ...line }: CartLine, { freeze, currency }: Cart): QuotedLine {
  const frozen = freeze?.snapshot.lines.find((sold) => sold.variantId === variantId);
  const { title, variantTitle } = frozen ?? line.offer;
  const unitPriceMinor = frozen?.unitPriceMinor ?? line.offer.unitPriceMinor ?? line.quotedUnitMinor;
  const totalMinor = multiplyMinor(unitPriceMinor, quantity);
  return { id, variantId, quantity, title, variantTitle, currency, unitPriceMinor, totalMinor };
}
