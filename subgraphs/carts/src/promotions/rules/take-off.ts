import { percentageMinor } from '@cartwright/money';
import { buyAndGet } from './buy-and-get.ts';
import { bundlePrice } from './bundle-price.ts';
import { divide, eachSelected, restOf, type Goods } from './goods.ts';
import { selectedLines, type PromotedLine } from './line.ts';
import { piecesOf, take } from './pieces.ts';
import { classOf, type Promotion, type PromotionEffect } from './promotion.ts';

/** Where a cart stands while promotions are worked out, in minor units. */
export interface Rests {
  /** What is left of each line. */
  readonly lines: readonly number[];
  readonly shippingMinor: number | null;
}

/** What a promotion takes off, in minor units, never more than what is left. */
export interface TakenOff {
  /** Off each line. */
  readonly lines: readonly number[];
  readonly shippingMinor: number;
}

/** Takes nothing off. */
export function nothingOff(lines: readonly unknown[]): TakenOff {
  return { lines: lines.map(() => 0), shippingMinor: 0 };
}

/** All that is taken off, in minor units. */
export function sumOff({ lines, shippingMinor }: TakenOff): number {
  return lines.reduce((sum, amount) => sum + amount, shippingMinor);
}

/** What a promotion takes off a cart that is sent in some way, if its conditions hold. */
export function takeOff(
  { effect, selection }: Pick<Promotion, 'effect' | 'selection'>,
  cart: { readonly lines: readonly PromotedLine[]; readonly deliveryOption: string | null },
  rests: Rests,
): TakenOff {
  const { lines } = cart;
  const { shippingMinor } = rests;
  if (isOfShipping(effect)) {
    const off = shippingMinor === null ? 0 : offShipping(effect, shippingMinor, cart.deliveryOption);
    return { ...nothingOff(lines), shippingMinor: off };
  }
  return { lines: offLines(effect, { lines, selection, rests: rests.lines }), shippingMinor: 0 };
}

/** The sum of what it takes off; what is divided over lines is not divided for it. */
export function amountOff(
  promotion: Pick<Promotion, 'effect' | 'selection'>,
  cart: Parameters<typeof takeOff>[1],
  rests: Rests,
): number {
  const { effect, selection } = promotion;
  const together = offTogether(effect, { lines: cart.lines, selection, rests: rests.lines });
  return together ?? sumOff(takeOff(promotion, cart, rests));
}

/** Whether a promotion takes off the same as before: nothing has changed of what it looks at. */
export function seesNoChange(
  { effect, selection }: Pick<Promotion, 'effect' | 'selection'>,
  lines: readonly PromotedLine[],
  { before, now }: { readonly before: Rests; readonly now: Rests },
): boolean {
  if (before.shippingMinor !== now.shippingMinor) return false;
  const selected = selectedLines(lines, selection);
  const bought = effect.kind === 'BUY_X_GET_Y' ? selectedLines(lines, effect.buys) : selected;
  const gift = effect.kind === 'GIFT' ? effect.variantId : null;
  return before.lines.every((rest, index) => {
    const isSeen = selected[index] === true || bought[index] === true || lines[index]?.variantId === gift;
    return !isSeen || rest === now.lines[index];
  });
}

type OfShipping = Extract<
  PromotionEffect,
  { readonly kind: 'FREE_SHIPPING' | 'PERCENTAGE' | 'FIXED_AMOUNT' }
>;

function isOfShipping(effect: PromotionEffect): effect is OfShipping {
  return effect.kind === 'FREE_SHIPPING' || ('of' in effect && effect.of === 'SHIPPING');
}

function offShipping(effect: OfShipping, priceMinor: number, option: string | null): number {
  switch (effect.kind) {
    case 'PERCENTAGE':
      return percentageMinor(priceMinor, effect.basisPoints, 'half-up');
    case 'FIXED_AMOUNT':
      return Math.min(priceMinor, effect.amountMinor);
    case 'FREE_SHIPPING': {
      const { options, maximumMinor } = effect;
      const isMeant = options.length === 0 || (option !== null && options.includes(option));
      return isMeant && priceMinor <= (maximumMinor ?? priceMinor) ? priceMinor : 0;
    }
  }
}

function offLines(effect: PromotionEffect, goods: Goods): number[] {
  switch (effect.kind) {
    case 'PERCENTAGE':
      return effect.of === 'PRODUCT'
        ? eachSelected(goods, (rest) => percentageMinor(rest, effect.basisPoints, 'half-up'))
        : divide(offTogether(effect, goods) ?? 0, goods);
    case 'FIXED_AMOUNT':
      return effect.of === 'PRODUCT'
        ? eachSelected(goods, (rest, { quantity }) => Math.min(rest, effect.amountMinor * quantity))
        : divide(offTogether(effect, goods) ?? 0, goods);
    case 'FIXED_PRICE':
      return eachSelected(goods, (rest, { quantity }) => Math.max(0, rest - effect.amountMinor * quantity));
    case 'BUY_X_GET_Y':
      return buyAndGet(effect, goods);
    case 'BUNDLE_PRICE':
      return bundlePrice(effect, goods);
    case 'TIERED':
      return divide(offTogether(effect, goods) ?? 0, goods);
    case 'GIFT':
      return offGifts(effect, goods);
    case 'FREE_SHIPPING':
      return goods.lines.map(() => 0);
  }
}

/** What is taken off the selected lines together, of at most what is left of them; null of what is taken off each by itself or off the delivery. */
function offTogether(effect: PromotionEffect, goods: Goods): number | null {
  if (classOf({ effect }) !== 'ORDER') return null;
  const rest = restOf(goods);
  switch (effect.kind) {
    case 'PERCENTAGE':
      return Math.min(rest, percentageMinor(rest, effect.basisPoints, 'half-up'));
    case 'FIXED_AMOUNT':
      return Math.min(rest, effect.amountMinor);
    case 'TIERED':
      return Math.min(rest, offByTier(effect, rest));
    default:
      return null;
  }
}

function offByTier(
  { tiers }: Extract<PromotionEffect, { readonly kind: 'TIERED' }>,
  restMinor: number,
): number {
  const [reached] = tiers
    .filter(({ fromMinor }) => fromMinor <= restMinor)
    .toSorted((one, other) => other.fromMinor - one.fromMinor);
  if (reached === undefined) return 0;
  const { off } = reached;
  return 'basisPoints' in off ? percentageMinor(restMinor, off.basisPoints, 'half-up') : off.amountMinor;
}

/** A gift is pieces of the first line with that variant. */
function offGifts(
  { variantId, quantity }: Extract<PromotionEffect, { readonly kind: 'GIFT' }>,
  { lines, rests }: Goods,
): number[] {
  const gift = lines.findIndex((line) => line.variantId === variantId);
  return lines.map((line, index) => {
    if (index !== gift) return 0;
    const pieces = piecesOf(index, rests[index] ?? 0, line.quantity);
    const gifts = take(pieces, Math.min(quantity, line.quantity)) ?? [];
    return gifts.reduce((sum, { priceMinor, count }) => sum + priceMinor * count, 0);
  });
}
