import type { FrozenCart } from '@cartwright/events';
import { sumMinor } from '@cartwright/money';

/**
 * What does not add up of a frozen cart's amounts (decision 110); nothing where all does. Of a cart that does not say how its amounts
 * came about only the amounts themselves are looked at. @throws MoneyError OUT_OF_RANGE
 */
export function priceFaults(cart: FrozenCart): string[] {
  return [...sumFaults(cart), ...discountFaults(cart), ...taxFaults(cart)];
}

function sumFaults(cart: FrozenCart): string[] {
  const { lines, subtotalMinor, discountMinor, shippingMinor, taxMinor, totalMinor } = cart;
  const { pricesIncludeTax = true, exemptTaxMinor = 0 } = cart;
  const addedMinor = pricesIncludeTax ? 0 : taxMinor;
  const parts = [subtotalMinor, -discountMinor, shippingMinor, -exemptTaxMinor, addedMinor];
  return [
    ...unless(totalOf(lines) === subtotalMinor, 'its lines are not its subtotal'),
    ...unless(sumMinor(parts) === totalMinor, 'its parts are not its total'),
    ...unless(exemptTaxMinor === 0 || taxMinor === 0, 'its buyer pays tax and does not'),
  ];
}

function discountFaults(cart: FrozenCart): string[] {
  const { lines, promotions, shippingMinor, shippingDiscountMinor = 0, discountMinor } = cart;
  const shares = lines.flatMap(({ discounts = [] }) => discounts);
  if (promotions === undefined)
    return unless(shares.length === 0 && shippingDiscountMinor === 0, 'its discounts are of no promotion');
  const offDelivery = promotions.filter((one) => one.class === 'SHIPPING');
  const offLines = promotions.filter((one) => one.class !== 'SHIPPING');
  return [
    ...unless(amountOf(promotions) === discountMinor, 'its promotions are not its discount'),
    ...unless(amountOf(offDelivery) === shippingDiscountMinor, 'its delivery has another discount'),
    ...unless(shippingDiscountMinor <= shippingMinor, 'its delivery costs less than nothing'),
    ...unless(lines.every(hasRest), 'a line costs less than nothing'),
    ...unless(areSame(byPromotion(shares), byPromotion(offLines)), 'its lines have other discounts'),
  ];
}

function hasRest({ totalMinor, discounts = [] }: FrozenCart['lines'][number]): boolean {
  return amountOf(discounts) <= totalMinor;
}

function taxFaults({ lines, taxLines, taxMinor, totalMinor }: FrozenCart): string[] {
  if (taxLines === undefined) return [];
  const taxes = taxLines.map((line) => line.taxMinor);
  const nets = taxLines.map(({ netMinor }) => netMinor);
  const rates = new Map(taxLines.map((line) => [line.rateBasisPoints, line.taxMinor]));
  const taxed = Map.groupBy(lines, ({ taxRateBasisPoints }) => taxRateBasisPoints ?? 0);
  return [
    ...unless(rates.size === taxLines.length, 'two of its tax lines have one rate'),
    ...unless(sumMinor(taxes) === taxMinor, 'its tax lines are not its tax'),
    ...unless(sumMinor([...nets, ...taxes]) === totalMinor, 'its tax lines are not its total'),
    ...unless(
      [...taxed].every(
        ([rate, some]) => sumMinor(some.map((line) => line.taxMinor ?? 0)) <= (rates.get(rate) ?? 0),
      ),
      'its lines have more tax than it',
    ),
  ];
}

interface OfPromotion {
  readonly promotionId: string;
  readonly amountMinor: number;
}

function byPromotion(some: readonly OfPromotion[]): ReadonlyMap<string, number> {
  const groups = Map.groupBy(some, ({ promotionId }) => promotionId);
  return new Map([...groups].map(([id, group]) => [id, amountOf(group)]));
}

function areSame(some: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): boolean {
  return some.size === others.size && [...some].every(([id, amountMinor]) => others.get(id) === amountMinor);
}

function amountOf(some: readonly { readonly amountMinor: number }[]): number {
  return sumMinor(some.map(({ amountMinor }) => amountMinor));
}

function totalOf(some: readonly { readonly totalMinor: number }[]): number {
  return sumMinor(some.map(({ totalMinor }) => totalMinor));
}

function unless(isRight: boolean, fault: string): string[] {
  return isRight ? [] : [fault];
}
