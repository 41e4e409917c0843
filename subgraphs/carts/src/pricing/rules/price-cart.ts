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

/** Goods and who buys them: all that discounts on goods depend on. */
export interface GoodsToPrice extends Omit<PromotedCart, 'deliveryOption'> {
  readonly lines: readonly PricedLine[];
  readonly candidates: readonly Candidate[];
}

/** All that the price of a cart depends on. */
export interface CartToPrice extends GoodsToPrice, Pick<PromotedCart, 'deliveryOption'> {
  /** What the chosen delivery costs where the goods come to so much, in minor units; null while none is chosen. */
  readonly deliveryMinor: (goodsMinor: number) => number | null;
  readonly taxTerms: TaxTerms;
}

/** Goods after the discounts on products and on the order, however they are sent. */
export interface DiscountedGoods {
  readonly promoted: Promoted;
  /** What is left of each line after discounts on products: what conditions and tiers of the other classes look at. */
  readonly productRests: readonly number[];
}

/** A cart after all discounts and before taxes. */
export interface DiscountedCart extends DiscountedGoods {
  /** What the delivery costs before discounts, in minor units; null while none is chosen. */
  readonly deliveryMinor: number | null;
}

/** What a cart costs and why. */
export interface PricedCart extends Pick<Promoted, 'applied' | 'refused' | 'rests'> {
  readonly productRests: readonly number[];
  readonly deliveryMinor: number | null;
  readonly taxed: TaxedBasket;
}

/**
 * Prices a cart in the order that decision 110 lays down: discounts on products, on the order, the delivery and its discounts, taxes, the
 * total. Pure. @throws MoneyError OUT_OF_RANGE
 */
export function priceCart(cart: CartToPrice): PricedCart {
  return taxCart(discountDelivery(discountGoods(cart), cart), cart);
}

/** The steps up to the delivery, which are the same for all ways to send a cart. @throws MoneyError OUT_OF_RANGE */
export function discountGoods({ candidates, ...cart }: GoodsToPrice): DiscountedGoods {
  const listed = cart.lines.map(({ listMinor }) => listMinor);
  const start: Promoted = { applied: [], refused: [], rests: { lines: listed, shippingMinor: null } };
  const notSent = { ...cart, deliveryOption: null };
  const products = applyClass('PRODUCT', { ...notSent, looksAt: listed }, start, candidates);
  const productRests = products.rests.lines;
  const promoted = applyClass('ORDER', { ...notSent, looksAt: productRests }, products, candidates);
  return { promoted, productRests };
}

/** The delivery and its discounts. @throws MoneyError OUT_OF_RANGE */
export function discountDelivery(
  { promoted, productRests }: DiscountedGoods,
  { candidates, deliveryMinor: priceOf, ...cart }: Omit<CartToPrice, 'taxTerms'>,
): DiscountedCart {
  const deliveryMinor = priceOf(sumMinor(promoted.rests.lines));
  const sent = { ...promoted, rests: { ...promoted.rests, shippingMinor: deliveryMinor } };
  const discounted = applyClass('SHIPPING', { ...cart, looksAt: productRests }, sent, candidates);
  return { promoted: discounted, productRests, deliveryMinor };
}

/** The taxes and the total. @throws MoneyError OUT_OF_RANGE */
export function taxCart(
  { promoted, productRests, deliveryMinor }: DiscountedCart,
  { lines, taxTerms }: Pick<CartToPrice, 'lines' | 'taxTerms'>,
): PricedCart {
  const { applied, refused, rests } = promoted;
  const goods = lines.map(({ rateBasisPoints }, index) => ({
    amountMinor: rests.lines[index] ?? 0,
    rateBasisPoints,
  }));
  const taxed = taxBasket({ goods, deliveryMinor: rests.shippingMinor }, taxTerms);
  return { applied, refused, rests, productRests, deliveryMinor, taxed };
}
