import { sumMinor } from '@cartwright/money';
import { deliveryOptionsFor, type DeliveryOption } from '../../delivery/door.ts';
import type { Basket } from './basket.ts';
import type { CartPrice, QuotedCode } from './cart-price.ts';
import { goodsOf, type BasketGoods } from './goods-of.ts';
import { largestMinor } from './largest.ts';
import { nextDiscounts, type NextDiscount } from './next-discounts.ts';
import { discountDelivery, taxCart, type DiscountedCart, type PricedCart } from './price-cart.ts';
import type { Pricing } from './price-terms.ts';
import { comesToTooMuch, priceOfTooMuch, toCartPrice } from './to-cart-price.ts';
import { whyCode } from './why-code.ts';

/** A way to send a basket, and what the whole basket costs with it. */
export interface QuotedDeliveryOption extends DeliveryOption {
  readonly basketTotalMinor: number;
}

/** What a basket costs, in each way that it can be sent, and what is said of promotions that are not used. */
export interface QuotedBasket {
  readonly price: CartPrice;
  /** The cheapest first, whichever of them is selected. */
  readonly deliveryOptions: readonly QuotedDeliveryOption[];
  readonly nextDiscounts: readonly NextDiscount[];
  /** In the order that they were entered. */
  readonly codes: readonly QuotedCode[];
}

/** Prices a basket as it is to be sent. */
export function priceOf(basket: Basket, pricing: Pricing): CartPrice {
  const goods = goodsOf(basket, pricing);
  return told(goods, selected(optionsFor(goods), basket)).price;
}

/** The same, with all that is said of it. */
export function quoteBasket(basket: Basket, pricing: Pricing): QuotedBasket {
  const goods = goodsOf(basket, pricing);
  const options = optionsFor(goods);
  const { price, priced } = told(goods, selected(options, basket));
  const deliveryOptions = options.map((option) => ({
    ...option,
    basketTotalMinor: totalWith(option, goods),
  }));
  const tried = priced ?? { applied: [], refused: [] };
  const codes = basket.enteredCodes.map((entered) => {
    const { code, promotionId } = entered;
    return { code, promotionId, why: whyCode(entered, tried) };
  });
  if (priced === null) return { price, deliveryOptions, nextDiscounts: [], codes };
  return { price, deliveryOptions, nextDiscounts: nextDiscounts(priced, goods.toPrice.lines), codes };
}

/** The ways to send it, priced by what the goods cost after discounts. */
function optionsFor({ basket: { currency, buyer }, discounted }: BasketGoods): DeliveryOption[] {
  const subtotalMinor = discounted === null ? largestMinor : sumMinor(discounted.promoted.rests.lines);
  return deliveryOptionsFor({ currency, subtotalMinor, countryCode: buyer.countryCode });
}

function selected(options: readonly DeliveryOption[], { deliveryOption }: Basket): DeliveryOption | null {
  return options.find(({ code }) => code === deliveryOption) ?? null;
}

function told(
  goods: BasketGoods,
  option: DeliveryOption | null,
): { readonly price: CartPrice; readonly priced: PricedCart | null } {
  const sent = send(goods, option);
  if (sent === null) return { price: priceOfTooMuch(goods, deliveryMinorOf(goods, option)), priced: null };
  const priced = taxCart(sent, { ...goods.toPrice, taxTerms: goods.taxTerms });
  return { price: toCartPrice(priced, goods), priced };
}

function totalWith(option: DeliveryOption, goods: BasketGoods): number {
  const sent = send(goods, option);
  if (sent === null) return largestMinor;
  const { toPrice, taxTerms } = goods;
  if (!taxTerms.pricesIncludeTax || taxTerms.isExempt)
    return taxCart(sent, { ...toPrice, taxTerms }).taxed.totalMinor;
  const { lines, shippingMinor } = sent.promoted.rests;
  return sumMinor([...lines, shippingMinor ?? 0]);
}

/** The goods with their delivery, after discounts; null where they come to more than an order can. */
function send(goods: BasketGoods, option: DeliveryOption | null): DiscountedCart | null {
  const deliveryMinor = deliveryMinorOf(goods, option);
  const { discounted, toPrice } = goods;
  if (discounted === null || comesToTooMuch(goods, deliveryMinor)) return null;
  const deliveryOption = option?.code ?? null;
  return discountDelivery(discounted, { ...toPrice, deliveryOption, deliveryMinor: () => deliveryMinor });
}

/** Null where none is selected or there is nothing to send. */
function deliveryMinorOf({ toPrice }: BasketGoods, option: DeliveryOption | null): number | null {
  return toPrice.lines.length === 0 ? null : (option?.priceMinor ?? null);
}
