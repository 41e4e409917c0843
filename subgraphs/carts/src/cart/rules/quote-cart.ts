import type { Metafield } from '@cartwright/metafields';
import type { StoreCurrency } from '@cartwright/money';
import {
  lineTotalMinor,
  priceBasket,
  quoteDeliveryOptions,
  type BasketPrice,
  type QuotedDeliveryOption,
} from '../../pricing/door.ts';
import type { Titles } from '../../offers/door.ts';
import type { Cart, CartLine } from './cart.ts';
import { bundleSavingOf, type LineSaving } from './bundle-saving.ts';
import { linePriceMinor } from './line-price.ts';

/** A line with what it costs. */
export interface QuotedLine {
  readonly id: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly title: string;
  readonly variantTitle: string;
  /** Both titles in other languages; a frozen cart is named in one. */
  readonly translations?: Titles;
  readonly currency: StoreCurrency;
  readonly unitPriceMinor: number;
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
  readonly price: BasketPrice;
  readonly deliveryOptions: readonly QuotedDeliveryOption[];
  /** Code of the selected option; null when that one is not offered. */
  readonly selectedDeliveryOption: string | null;
}

/** Quotes a cart. */
export function quoteCart(cart: Cart): QuotedCart {
  const lines = cart.lines.map((line) => quoteLine(line, cart));
  const { currency, deliveryOption } = cart;
  const basket = { currency, lines, deliveryOption, countryCode: cart.buyer.countryCode };
  const price = cart.freeze?.snapshot ?? priceBasket(basket);
  const deliveryOptions = quoteDeliveryOptions(basket);
  const isOffered = deliveryOptions.some(({ code }) => code === deliveryOption);
  const selectedDeliveryOption = isOffered ? deliveryOption : null;
  return { cart, lines, price, deliveryOptions, selectedDeliveryOption };
}

type Named = Pick<QuotedLine, 'title' | 'variantTitle' | 'translations'>;

function quoteLine({ id, variantId, quantity, ...line }: CartLine, cart: Cart): QuotedLine {
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
