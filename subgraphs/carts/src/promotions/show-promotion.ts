import { toMoney } from '@cartwright/graph';
import type { StoreCurrency } from '@cartwright/money';
import type { ResolversTypes } from '../generated/graphql.ts';
import { clockTime, weekDays } from './rules/conditions-input.ts';
import type { Amounts, KeptConditions, KeptEffect, KeptTier } from './rules/kept-promotion.ts';
import { classOf, type Selection, type WeeklyHours } from './rules/promotion.ts';

type Shown = Awaited<ResolversTypes['PromotionEffect']>;

/** Amounts by currency as the schema's list of `Money`. */
export function showAmounts(amounts: Amounts) {
  const entries = Object.entries(amounts) as [StoreCurrency, number][];
  return entries.map(([currency, minor]) => toMoney(minor, currency));
}

/** An effect as the schema's `PromotionEffect`. */
export function showEffect(effect: KeptEffect): Shown {
  return { ...showKind(effect), class: classOf({ effect }) };
}

function showKind(effect: KeptEffect) {
  switch (effect.kind) {
    case 'PERCENTAGE':
      return { __typename: 'PromotionPercentage' as const, of: effect.of, percent: effect.basisPoints / 100 };
    case 'FIXED_AMOUNT':
      return {
        __typename: 'PromotionFixedAmount' as const,
        of: effect.of,
        amounts: showAmounts(effect.amounts),
      };
    case 'FIXED_PRICE':
      return { __typename: 'PromotionFixedPrice' as const, amounts: showAmounts(effect.amounts) };
    case 'BUY_X_GET_Y': {
      const { basisPoints, buys, buyQuantity, getQuantity, maxApplications } = effect;
      const pieces = { buyQuantity, getQuantity, maxApplications };
      const percent = basisPoints / 100;
      return { __typename: 'PromotionBuyXGetY' as const, ...pieces, buys: showSelection(buys), percent };
    }
    case 'BUNDLE_PRICE': {
      const { amounts, quantity, maxApplications } = effect;
      const pieces = { quantity, maxApplications };
      return { __typename: 'PromotionBundlePrice' as const, ...pieces, amounts: showAmounts(amounts) };
    }
    case 'TIERED':
      return { __typename: 'PromotionTiers' as const, tiers: effect.tiers.map(showTier) };
    case 'GIFT':
      return { __typename: 'PromotionGift' as const, variantId: effect.variantId, quantity: effect.quantity };
    case 'FREE_SHIPPING': {
      const { options, maximum } = effect;
      const shown = { options: [...options], maximum: maximum && showAmounts(maximum) };
      return { __typename: 'PromotionFreeShipping' as const, ...shown };
    }
  }
}

function showTier({ from, off }: KeptTier) {
  const isShare = 'basisPoints' in off;
  return {
    from: showAmounts(from),
    percent: isShare ? off.basisPoints / 100 : null,
    amounts: isShare ? null : showAmounts(off.amounts),
  };
}

/** A selection as the schema's `PromotionSelection`. */
export function showSelection(selection: Selection) {
  const { productIds, variantIds, categoryIds, collectionIds, attributes, onlyFullPrice } = selection;
  return {
    productIds: [...productIds],
    variantIds: [...variantIds],
    categoryIds: [...categoryIds],
    collectionIds: [...collectionIds],
    attributes: attributes.map(({ key, values }) => ({ key, values: [...values] })),
    onlyFullPrice,
  };
}

/** Conditions as the schema's `PromotionConditions`. */
export function showConditions({
  minimum,
  groupIds,
  customerIds,
  countries,
  hours,
  ...rest
}: KeptConditions) {
  return {
    ...rest,
    minimum: minimum && showAmounts(minimum),
    customerIds: [...customerIds],
    customerGroupIds: [...groupIds],
    countries: [...countries],
    hours: hours.map(showHours),
  };
}

function showHours({ days, fromMinute, untilMinute }: WeeklyHours) {
  return {
    days: days.flatMap((day) => weekDays[day - 1] ?? []),
    from: clockTime(fromMinute),
    until: clockTime(untilMinute),
  };
}
