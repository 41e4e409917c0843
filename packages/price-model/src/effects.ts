import type { Effect, Promotion, PromotionClass, Tier } from './cart.ts';
import { divide, smaller, sumOf } from './divide.ts';
import { fraction, halfUp } from './fraction.ts';
import { bundlePrice, buyXGetY, gift, type Goods } from './piece-effects.ts';
import { compareMinor } from './pieces.ts';
import type { Off } from './priced-cart.ts';
import { isSelected } from './select.ts';

/** What is left at one moment: of each line, and of the delivery, null where none was chosen or it has no price yet. */
export interface Rests {
  readonly linesMinor: readonly bigint[];
  readonly delivery: { readonly optionId: string; readonly restMinor: bigint } | null;
}

/** The class follows from the effect. */
export function classOf(effect: Effect): PromotionClass {
  switch (effect.kind) {
    case 'PERCENTAGE':
    case 'FIXED_AMOUNT':
      return effect.of;
    case 'FIXED_PRICE':
    case 'BUY_X_GET_Y':
    case 'BUNDLE_PRICE':
    case 'GIFT':
      return 'PRODUCT';
    case 'TIERED':
      return 'ORDER';
    case 'FREE_SHIPPING':
      return 'SHIPPING';
  }
}

/** What a promotion takes off at one moment, whether or not it may. */
export function offOf({ effect, selection }: Promotion, lines: Goods['lines'], rests: Rests): Off {
  const goods = { lines, restsMinor: rests.linesMinor, selection };
  switch (classOf(effect)) {
    case 'PRODUCT':
      return { linesMinor: productOff(effect, goods), deliveryMinor: 0n };
    case 'ORDER':
      return { linesMinor: orderOff(effect, goods), deliveryMinor: 0n };
    case 'SHIPPING':
      return { linesMinor: lines.map(() => 0n), deliveryMinor: shippingOff(effect, rests.delivery) };
  }
}

function productOff(effect: Effect, goods: Goods): bigint[] {
  if (effect.kind === 'BUY_X_GET_Y') return buyXGetY(effect, goods);
  if (effect.kind === 'BUNDLE_PRICE') return bundlePrice(effect, goods);
  if (effect.kind === 'GIFT') return gift(effect, goods);
  return goods.lines.map((line, index) => {
    const rest = goods.restsMinor[index] ?? 0n;
    if (!isSelected(line, goods.selection)) return 0n;
    return lineOff(effect, rest, BigInt(line.quantity));
  });
}

function lineOff(effect: Effect, rest: bigint, quantity: bigint): bigint {
  if (effect.kind === 'PERCENTAGE') return shareOf(rest, effect.basisPoints);
  if (effect.kind === 'FIXED_AMOUNT') return smaller(rest, effect.amountMinor * quantity);
  if (effect.kind === 'FIXED_PRICE') {
    const price = effect.amountMinor * quantity;
    return rest > price ? rest - price : 0n;
  }
  throw new TypeError(`${effect.kind} takes nothing off a line by itself.`);
}

function orderOff(effect: Effect, { lines, restsMinor, selection }: Goods): bigint[] {
  const selectedRests = lines.map((line, index) =>
    isSelected(line, selection) ? (restsMinor[index] ?? 0n) : 0n,
  );
  return divide(sumOff(effect, sumOf(selectedRests)), selectedRests);
}

function sumOff(effect: Effect, rest: bigint): bigint {
  if (effect.kind === 'PERCENTAGE') return shareOf(rest, effect.basisPoints);
  if (effect.kind === 'FIXED_AMOUNT') return smaller(rest, effect.amountMinor);
  if (effect.kind === 'TIERED') {
    const reached = byThreshold(effect.tiers).findLast((tier) => rest >= tier.fromMinor);
    if (reached === undefined) return 0n;
    if ('basisPoints' in reached.off) return shareOf(rest, reached.off.basisPoints);
    return smaller(rest, reached.off.amountMinor);
  }
  throw new TypeError(`${effect.kind} takes nothing off lines together.`);
}

function shippingOff(effect: Effect, delivery: Rests['delivery']): bigint {
  if (delivery === null) return 0n;
  const { optionId, restMinor } = delivery;
  if (effect.kind === 'PERCENTAGE') return shareOf(restMinor, effect.basisPoints);
  if (effect.kind === 'FIXED_AMOUNT') return smaller(restMinor, effect.amountMinor);
  if (effect.kind === 'FREE_SHIPPING') {
    const isAmongOptions = effect.options.length === 0 || effect.options.includes(optionId);
    const isCheapEnough = effect.maximumMinor === null || restMinor <= effect.maximumMinor;
    return isAmongOptions && isCheapEnough ? restMinor : 0n;
  }
  throw new TypeError(`${effect.kind} takes nothing off the delivery.`);
}

/** The lowest first. */
export function byThreshold(tiers: readonly Tier[]): Tier[] {
  return tiers.toSorted((left, right) => compareMinor(left.fromMinor, right.fromMinor));
}

function shareOf(amount: bigint, basisPoints: number): bigint {
  return halfUp(fraction(amount * BigInt(basisPoints), 10_000n));
}
