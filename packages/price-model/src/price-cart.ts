import type { Cart, Promotion, PromotionClass } from './cart.ts';
import { byId, takeClass, type Taken } from './choose.ts';
import {
  isAskedFor,
  missingForConditions,
  missingForNextTier,
  obstacleOf,
  type ConditionAmounts,
} from './conditions.ts';
import { sumOf } from './divide.ts';
import { classOf } from './effects.ts';
import type { Missing, PricedCart, Refused } from './priced-cart.ts';
import { taxesOf, type Taxes } from './taxes.ts';

/** Prices a cart as decision 110 says: its seven steps, one after the other. */
export function priceCart(cart: Cart): PricedCart {
  // 1. List totals.
  const listTotalsMinor = cart.lines.map(({ unitPriceMinor, quantity }) => unitPriceMinor * BigInt(quantity));
  const nothing = {
    promotions: [],
    applied: [],
    refused: [],
    rests: { linesMinor: listTotalsMinor, delivery: null },
  };
  // 2. Product discounts.
  const afterProduct = take('PRODUCT', cart, nothing, { listTotalsMinor, restsAfterProductMinor: [] });
  const amounts = { listTotalsMinor, restsAfterProductMinor: afterProduct.rests.linesMinor };
  // 3. Order discounts.
  const afterOrder = take('ORDER', cart, afterProduct, amounts);
  // 4. Delivery.
  const listMinor = deliveryPrice(cart, afterOrder.rests.linesMinor);
  const delivery = cart.delivery && { optionId: cart.delivery.optionId, restMinor: listMinor };
  // 5. Delivery discounts.
  const withDelivery = { ...afterOrder, rests: { ...afterOrder.rests, delivery } };
  const taken = take('SHIPPING', cart, withDelivery, amounts);
  // 6. Taxes.
  const taxes = taxesOf(cart, taken.rests);
  return {
    applied: taken.applied,
    refused: taken.refused.toSorted((left, right) =>
      byId({ id: left.promotionId }, { id: right.promotionId }),
    ),
    unknownCodes: cart.enteredCodes.filter(
      (code) => !cart.promotions.some(({ codes }) => codes.includes(code)),
    ),
    missing: missingFor(cart, amounts),
    ...pricesOf(cart, listTotalsMinor, taxes),
    delivery: delivery && {
      listMinor,
      restMinor: taken.rests.delivery?.restMinor ?? 0n,
      ...sumOfParts(taxes),
    },
  };
}

function take(ofClass: PromotionClass, cart: Cart, before: Taken, amounts: ConditionAmounts): Taken {
  const asked = cart.promotions
    .filter(({ effect }) => classOf(effect) === ofClass)
    .filter((p) => isAskedFor(p, cart));
  const refused = asked.flatMap((promotion) => refusalOf(promotion, cart, amounts) ?? []);
  const usable = asked.filter(({ id }) => !refused.some(({ promotionId }) => promotionId === id));
  return takeClass(usable, cart.lines, { ...before, refused: [...before.refused, ...refused] });
}

/** Conditions must all hold. */
function refusalOf(promotion: Promotion, cart: Cart, amounts: ConditionAmounts): Refused | null {
  const obstacle = obstacleOf(promotion, cart);
  if (obstacle !== null) return { promotionId: promotion.id, reason: obstacle };
  if (missingForConditions(promotion, cart, amounts) === null) return null;
  return { promotionId: promotion.id, reason: 'SOMETHING_MISSING' };
}

/** By what the goods cost after product and order discounts, and by their weight. */
function deliveryPrice({ delivery, lines }: Cart, restsMinor: readonly bigint[]): bigint {
  const goodsMinor = sumOf(restsMinor);
  const grams = lines.reduce((sum, { unitGrams, quantity }) => sum + unitGrams * quantity, 0);
  const bands = delivery?.bands ?? [];
  return bands.findLast((band) => goodsMinor >= band.fromMinor && grams >= band.fromGrams)?.amountMinor ?? 0n;
}

/** Of promotions that only an amount or a number of pieces is missing for, and of the next tier. */
function missingFor(cart: Cart, amounts: ConditionAmounts): Missing[] {
  return cart.promotions
    .filter((promotion) => isAskedFor(promotion, cart) && obstacleOf(promotion, cart) === null)
    .toSorted(byId)
    .flatMap((promotion) => {
      const forConditions = missingForConditions(promotion, cart, amounts);
      return forConditions ?? missingForNextTier(promotion, cart, amounts) ?? [];
    });
}

/** 7. The total: the goods and the delivery, and the taxes where prices do not include them. */
function pricesOf(
  cart: Cart,
  listTotalsMinor: readonly bigint[],
  taxes: Taxes,
): Pick<PricedCart, 'lines' | 'taxLines' | 'taxMinor' | 'totalMinor'> {
  const lines = taxes.lines.map(({ restMinor, amountMinor, taxMinor }, line) => ({
    id: cart.lines[line]?.id ?? '',
    listTotalMinor: listTotalsMinor[line] ?? 0n,
    restMinor,
    amountMinor,
    taxMinor,
  }));
  const taxMinor = sumOf(taxes.taxLines.map((taxLine) => taxLine.taxMinor));
  const amountMinor = sumOf(lines.map((line) => line.amountMinor)) + sumOfParts(taxes).amountMinor;
  const totalMinor = cart.zone.pricesIncludeTax ? amountMinor : amountMinor + taxMinor;
  return { lines, taxLines: taxes.taxLines, taxMinor, totalMinor };
}

function sumOfParts({ deliveryParts }: Taxes): { readonly amountMinor: bigint; readonly taxMinor: bigint } {
  return {
    amountMinor: sumOf(deliveryParts.map((part) => part.amountMinor)),
    taxMinor: sumOf(deliveryParts.map((part) => part.taxMinor)),
  };
}
