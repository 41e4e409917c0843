import { splitGross, sumMinor } from '@cartwright/money';
import { classOf, sumOff, titlesOf, type AppliedPromotion } from '../../promotions/door.ts';
import type { AppliedDiscount, CartPrice, LineDiscount, LinePrice } from './cart-price.ts';
import type { BasketGoods } from './goods-of.ts';
import { atMostLargest, largestMinor } from './largest.ts';
import type { PricedCart } from './price-cart.ts';

/** What a cart costs, with what is told of each line. */
export function toCartPrice(
  priced: PricedCart,
  { subtotalMinor, toPrice, taxTerms }: BasketGoods,
): CartPrice {
  const { applied, rests, deliveryMinor, taxed } = priced;
  const { pricesIncludeTax, isExempt } = taxTerms;
  const goodsMinor = sumMinor(rests.lines);
  const sentMinor = rests.shippingMinor ?? 0;
  const shippingDiscountMinor = (deliveryMinor ?? 0) - sentMinor;
  const { taxMinor, taxLines, totalMinor } = taxed;
  return {
    subtotalMinor,
    discountMinor: subtotalMinor - goodsMinor + shippingDiscountMinor,
    shippingMinor: deliveryMinor,
    shippingDiscountMinor,
    exemptTaxMinor: isExempt && pricesIncludeTax ? goodsMinor + sentMinor - totalMinor : 0,
    pricesIncludeTax,
    taxMinor,
    taxLines,
    totalMinor,
    lines: toPrice.lines.map(({ rateBasisPoints }, index) => ({
      discounts: discountsOf(applied, index),
      taxRateBasisPoints: isExempt ? 0 : rateBasisPoints,
      taxMinor: taxed.goods[index]?.taxMinor ?? 0,
    })),
    promotions: applied.map(toAppliedDiscount),
  };
}

function discountsOf(applied: readonly AppliedPromotion[], line: number): LineDiscount[] {
  return applied.flatMap(({ promotion, code, off }) => {
    const amountMinor = off.lines[line] ?? 0;
    return amountMinor === 0
      ? []
      : [{ promotionId: promotion.id, ...titlesOf(promotion), code, amountMinor }];
  });
}

function toAppliedDiscount({ promotion, code, off }: AppliedPromotion): AppliedDiscount {
  return {
    promotionId: promotion.id,
    ...titlesOf(promotion),
    code,
    class: classOf(promotion),
    amountMinor: sumOff(off),
  };
}

/** What is told of a basket that costs as much as no order can: nothing is taken off it, and its tax is the one in the largest amount. */
export function priceOfTooMuch(
  { subtotalMinor, toPrice, taxTerms }: BasketGoods,
  shippingMinor: number | null,
): CartPrice {
  const { pricesIncludeTax, isExempt } = taxTerms;
  const rateBasisPoints = isExempt ? 0 : taxTerms.deliveryRateBasisPoints;
  const { taxMinor, netMinor } = splitGross(largestMinor, rateBasisPoints);
  const nothing: LinePrice = { discounts: [], taxRateBasisPoints: rateBasisPoints, taxMinor: 0 };
  return {
    ...{ subtotalMinor, shippingMinor, pricesIncludeTax, taxMinor, totalMinor: largestMinor },
    ...{ discountMinor: 0, shippingDiscountMinor: 0, exemptTaxMinor: 0 },
    taxLines: [{ rateBasisPoints, netMinor, taxMinor }],
    lines: toPrice.lines.map(() => nothing),
    promotions: [],
  };
}

/** Whether a basket costs as much as no order can, before discounts and whatever tax is added. */
export function comesToTooMuch(
  { subtotalMinor, toPrice, taxTerms }: BasketGoods,
  deliveryMinor: number | null,
): boolean {
  const listedMinor = atMostLargest([subtotalMinor, deliveryMinor ?? 0]);
  if (taxTerms.pricesIncludeTax) return listedMinor >= largestMinor;
  const rates = toPrice.lines.map(({ rateBasisPoints }) => rateBasisPoints);
  const highest = Math.max(taxTerms.deliveryRateBasisPoints, ...rates);
  return listedMinor * (1 + highest / 10_000) >= largestMinor;
}
