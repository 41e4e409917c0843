import type { Cart, Promotion } from '@cartwright/price-model';
import type { EnteredCode, PromotedCart, RunningPromotion } from '../src/promotions/door.ts';

/** The values of a line of the model, one by one. */
export function attributesOf(attributes: Cart['lines'][number]['attributes']) {
  return Object.entries(attributes).flatMap(([key, values]) => values.map((value) => ({ key, value })));
}

/** The moment of the week of a cart of the model. */
export function momentOf({ hourOfWeek }: Cart['now']): PromotedCart['buyer']['now'] {
  return { day: Math.floor(hourOfWeek / 24) + 1, minute: (hourOfWeek % 24) * 60 };
}

/** The promotions of a cart of the model that can be used at its moment: whoever reads promotions sees to that. */
export function runningOf({ promotions, now }: Cart): RunningPromotion[] {
  return promotions.flatMap((promotion) =>
    refusalOf(promotion, now) === null ? [toRunning(promotion)] : [],
  );
}

/** The codes that were entered in a cart of the model, looked up. */
export function enteredCodesOf({ promotions, now, enteredCodes }: Cart): EnteredCode[] {
  return enteredCodes.map((code) => {
    const promotion = promotions.find(({ codes }) => codes.includes(code));
    if (promotion === undefined) return { code, promotionId: null, refusal: 'NOT_FOUND' };
    return { code, promotionId: promotion.id, refusal: refusalOf(promotion, now) };
  });
}

function refusalOf({ beginsAt, endsAt, isUsedUp }: Promotion, { at }: Cart['now']): EnteredCode['refusal'] {
  if (at >= (endsAt ?? Infinity)) return 'ENDED';
  if (at < (beginsAt ?? at)) return 'NOT_BEGUN';
  return isUsedUp ? 'USED_UP' : null;
}

function toRunning(promotion: Promotion): RunningPromotion {
  const { codes, conditions, selection, effect, id, priority, combinesWith } = promotion;
  const { hoursOfWeek, minimumMinor, ...others } = conditions;
  const hours = hoursOfWeek.map((hour) => ({
    days: [Math.floor(hour / 24) + 1],
    fromMinute: (hour % 24) * 60,
    untilMinute: (hour % 24) * 60 + 60,
  }));
  return {
    ...{ id, title: id, priority, combinesWith },
    needsCode: codes.length > 0,
    conditions: { ...others, hours, minimumMinor: minimumMinor === null ? null : Number(minimumMinor) },
    selection: toSelection(selection),
    effect: toEffect(effect),
  };
}

function toSelection({ attributes, ...selection }: Promotion['selection']): RunningPromotion['selection'] {
  const asked = Object.entries(attributes).map(([key, values]) => ({ key, values }));
  return { ...selection, attributes: asked };
}

function toEffect(effect: Promotion['effect']): RunningPromotion['effect'] {
  switch (effect.kind) {
    case 'PERCENTAGE':
    case 'GIFT':
      return effect;
    case 'FIXED_AMOUNT':
    case 'FIXED_PRICE':
    case 'BUNDLE_PRICE':
      return { ...effect, amountMinor: Number(effect.amountMinor) };
    case 'BUY_X_GET_Y':
      return { ...effect, buys: toSelection(effect.buys) };
    case 'TIERED':
      return { ...effect, tiers: effect.tiers.map(toTier) };
    case 'FREE_SHIPPING':
      return { ...effect, maximumMinor: effect.maximumMinor === null ? null : Number(effect.maximumMinor) };
  }
}

function toTier({ fromMinor, off }: Extract<Promotion['effect'], { kind: 'TIERED' }>['tiers'][number]) {
  return {
    fromMinor: Number(fromMinor),
    off: 'basisPoints' in off ? off : { amountMinor: Number(off.amountMinor) },
  };
}
