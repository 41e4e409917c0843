import { sumMinor } from '@cartwright/money';
import {
  applyClass,
  type Candidate,
  type Promoted,
  type PromotedCart,
  type PromotedLine,
} from '../../promotions/door.ts';
import { taxBasket, type TaxedBasket, type TaxTerms } from '../../taxes/door.ts';

/** A line with the rate of its tax. */
export interface PricedLine extends PromotedLine {
  readonly rateBasisPoints: number;
}

/** All that the price of a cart depends on. */
export interface CartToPrice extends PromotedCart {
  readonly lines: readonly PricedLine[];
  readonly candidates: readonly Candidate[];
  /** What the chosen delivery costs where the goods come to so much, in minor units; null while none is chosen. */
  readonly deliveryMinor: (goodsMinor: number) => number | null;
  readonly taxTerms: TaxTerms;
}

/** What a cart costs and why. */
export interface PricedCart extends Pick<Promoted, 'applied' | 'refused'> {
  /** What the delivery costs before discounts, in minor units; null while none is chosen. */
  readonly deliveryMinor: number | null;
  readonly taxed: TaxedBasket;
}

/**
 * Prices a cart in the order that decision 110 lays down: discounts on products, on the order, the delivery and its discounts, taxes, the
 * total. Pure. Carts are priced by `priceBasket` until their copy of the catalogue says what promotions select by: categories, collections,
 * attributes and classes of tax come with `catalog.variant-changed.v1`, and the rooms that keep promotions and rates hand them in here.
 * @throws MoneyError OUT_OF_RANGE
 */
export function priceCart(cart: CartToPrice): PricedCart {
  const { lines, candidates } = cart;
  const listed = lines.map(({ listMinor }) => listMinor);
  const start: Promoted = { applied: [], refused: [], rests: { lines: listed, shippingMinor: null } };
  const products = applyClass('PRODUCT', { ...cart, looksAt: listed }, start, candidates);
  const later = { ...cart, looksAt: products.rests.lines };
  const order = applyClass('ORDER', later, products, candidates);
  const deliveryMinor = cart.deliveryMinor(sumMinor(order.rests.lines));
  const sent = { ...order, rests: { ...order.rests, shippingMinor: deliveryMinor } };
  const { applied, refused, rests } = applyClass('SHIPPING', later, sent, candidates);
  const goods = lines.map(({ rateBasisPoints }, index) => ({
    amountMinor: rests.lines[index] ?? 0,
    rateBasisPoints,
  }));
  const taxed = taxBasket({ goods, deliveryMinor: rests.shippingMinor }, cart.taxTerms);
  return { applied, refused, deliveryMinor, taxed };
}
