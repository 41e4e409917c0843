import type { StoreCurrency } from '@cartwright/money';
import type { Promotion, PromotionConditions, PromotionEffect, Tier } from './promotion.ts';
import type { TitlesByLanguage } from './titles.ts';

/** Amounts in minor units, by currency. */
export type Amounts = Readonly<Partial<Record<StoreCurrency, number>>>;

export type { TitlesByLanguage };

/** What some effects need in each currency. */
interface InCurrencies {
  readonly amounts: Amounts;
}

/** A step of a discount that grows with what is bought, in all currencies. */
export interface KeptTier {
  readonly from: Amounts;
  readonly off: { readonly basisPoints: number } | InCurrencies;
}

type Kind = PromotionEffect['kind'];
type OfKind<Name extends Kind> = Extract<PromotionEffect, { kind: Name }>;
type WithAmounts<Name extends Kind> = Omit<OfKind<Name>, 'amountMinor'> & InCurrencies;

/** What a promotion takes off, in all currencies that it has amounts in. */
export type KeptEffect =
  | OfKind<'PERCENTAGE' | 'BUY_X_GET_Y' | 'GIFT'>
  | WithAmounts<'FIXED_AMOUNT'>
  | WithAmounts<'FIXED_PRICE'>
  | WithAmounts<'BUNDLE_PRICE'>
  | { readonly kind: 'TIERED'; readonly tiers: readonly KeptTier[] }
  /** Without a maximum whatever the delivery costs. */
  | (Omit<OfKind<'FREE_SHIPPING'>, 'maximumMinor'> & { readonly maximum: Amounts | null });

/** What has to hold, in all currencies; null for no minimum. */
export interface KeptConditions extends Omit<PromotionConditions, 'minimumMinor'> {
  readonly minimum: Amounts | null;
}

/** Asks for nothing. */
export const nothingAsked: KeptConditions = {
  minimum: null,
  minimumQuantity: null,
  customerIds: [],
  groupIds: [],
  countries: [],
  firstOrderOnly: false,
  hours: [],
};

/** A discount as staff have laid it down. */
export interface KeptPromotion extends Omit<Promotion, 'effect' | 'conditions'> {
  /** For staff. */
  readonly description: string | null;
  readonly translations: TitlesByLanguage;
  readonly needsCode: boolean;
  readonly isEnabled: boolean;
  readonly startsAt: Date;
  /** Null for one that stays. */
  readonly endsAt: Date | null;
  readonly conditions: KeptConditions;
  readonly effect: KeptEffect;
  /** How many orders may use it; null for any number. */
  readonly usageLimit: number | null;
  readonly usageLimitPerCustomer: number | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Whether a promotion can be used. */
export type PromotionStatus = 'DISABLED' | 'SCHEDULED' | 'RUNNING' | 'ENDED';

/** Where a promotion stands at a time: one whose end has come has ended, whether it is enabled or not. */
export function statusAt(
  { isEnabled, startsAt, endsAt }: Pick<KeptPromotion, 'isEnabled' | 'startsAt' | 'endsAt'>,
  now: Date,
): PromotionStatus {
  if (endsAt !== null && endsAt <= now) return 'ENDED';
  if (!isEnabled) return 'DISABLED';
  return startsAt > now ? 'SCHEDULED' : 'RUNNING';
}

/** A promotion in a currency; null where it lacks an amount that it needs. */
export function inCurrency(promotion: KeptPromotion, currency: StoreCurrency): Promotion | null {
  const effect = effectIn(promotion.effect, currency);
  const { minimum, ...conditions } = promotion.conditions;
  const minimumMinor = minimum === null ? null : minimum[currency];
  if (effect === null || minimumMinor === undefined) return null;
  const { id, title, priority, combinesWith, selection } = promotion;
  return {
    id,
    title,
    priority,
    combinesWith,
    selection,
    conditions: { ...conditions, minimumMinor },
    effect,
  };
}

/** An effect in a currency; null where it lacks an amount that it needs. */
export function effectIn(effect: KeptEffect, currency: StoreCurrency): PromotionEffect | null {
  switch (effect.kind) {
    case 'PERCENTAGE':
    case 'BUY_X_GET_Y':
    case 'GIFT':
      return effect;
    case 'FIXED_AMOUNT':
    case 'FIXED_PRICE':
    case 'BUNDLE_PRICE': {
      const { amounts, ...rest } = effect;
      const amountMinor = amounts[currency];
      return amountMinor === undefined ? null : { ...rest, amountMinor };
    }
    case 'TIERED': {
      const tiers = effect.tiers.map((tier) => tierIn(tier, currency));
      return tiers.every((tier) => tier !== null) ? { kind: 'TIERED', tiers } : null;
    }
    case 'FREE_SHIPPING': {
      const { maximum, ...rest } = effect;
      const maximumMinor = maximum === null ? null : maximum[currency];
      return maximumMinor === undefined ? null : { ...rest, maximumMinor };
    }
  }
}

function tierIn({ from, off }: KeptTier, currency: StoreCurrency): Tier | null {
  const fromMinor = from[currency];
  if (fromMinor === undefined) return null;
  if ('basisPoints' in off) return { fromMinor, off };
  const amountMinor = off.amounts[currency];
  return amountMinor === undefined ? null : { fromMinor, off: { amountMinor } };
}
