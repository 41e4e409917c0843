import { selectedLines, selectedMinor, type PromotedLine } from './line.ts';
import type { Promotion, WeeklyHours } from './promotion.ts';

/** What conditions look at besides the lines. */
export interface PromotionBuyer {
  /** Null for guests. */
  readonly customerId: string | null;
  readonly groupIds: readonly string[];
  /** Null while it is not known: then no condition on the country holds. */
  readonly countryCode: string | null;
  /** Whether nothing was ordered before; null while nobody knows, as of guests without an address. */
  readonly isFirstOrder: boolean | null;
  /** In the shop's time zone. */
  readonly now: WeeklyMoment;
}

/** A moment of the week: the day (1 is Monday) and the minute of the day. */
export interface WeeklyMoment {
  readonly day: number;
  readonly minute: number;
}

/** Why a promotion does not apply. */
export type Unmet =
  | { readonly reason: 'NOT_FOR_BUYER' | 'NOT_FOR_COUNTRY' | 'NOT_FIRST_ORDER' | 'NOT_NOW' }
  /** So much more of the selected goods is needed. */
  | { readonly reason: 'AMOUNT_MISSING'; readonly missingMinor: number }
  | { readonly reason: 'QUANTITY_MISSING'; readonly missingQuantity: number };

/** The conditions of a promotion that do not hold, where lines come to so much; none when it applies. */
export function unmetConditions(
  { conditions, selection }: Pick<Promotion, 'conditions' | 'selection'>,
  lines: readonly PromotedLine[],
  buyer: PromotionBuyer & { readonly rests: readonly number[] },
): Unmet[] {
  const { minimumMinor, minimumQuantity, countries, firstOrderOnly, hours } = conditions;
  const missingMinor =
    minimumMinor === null ? 0 : minimumMinor - selectedMinor(lines, selection, buyer.rests);
  const missingQuantity = minimumQuantity === null ? 0 : minimumQuantity - piecesOf(lines, selection);
  return [
    isForBuyer(conditions, buyer) ? [] : { reason: 'NOT_FOR_BUYER' as const },
    countries.length === 0 || (buyer.countryCode !== null && countries.includes(buyer.countryCode))
      ? []
      : { reason: 'NOT_FOR_COUNTRY' as const },
    firstOrderOnly && buyer.isFirstOrder !== true ? { reason: 'NOT_FIRST_ORDER' as const } : [],
    hours.length === 0 || hours.some((some) => isWithin(some, buyer.now))
      ? []
      : { reason: 'NOT_NOW' as const },
    missingMinor > 0 ? { reason: 'AMOUNT_MISSING' as const, missingMinor } : [],
    missingQuantity > 0 ? { reason: 'QUANTITY_MISSING' as const, missingQuantity } : [],
  ].flat();
}

function isForBuyer(
  { customerIds, groupIds }: Promotion['conditions'],
  buyer: Pick<PromotionBuyer, 'customerId' | 'groupIds'>,
): boolean {
  if (customerIds.length === 0 && groupIds.length === 0) return true;
  const isNamed = buyer.customerId !== null && customerIds.includes(buyer.customerId);
  return isNamed || groupIds.some((id) => buyer.groupIds.includes(id));
}

/** Whether a moment is within hours of the week; hours over midnight belong to the day on which they begin. */
export function isWithin(
  { days, fromMinute, untilMinute }: WeeklyHours,
  { day, minute }: WeeklyMoment,
): boolean {
  const isOn = (one: number) => days.length === 0 || days.includes(one);
  if (fromMinute < untilMinute) return isOn(day) && fromMinute <= minute && minute < untilMinute;
  const dayBefore = day === 1 ? 7 : day - 1;
  return (isOn(day) && minute >= fromMinute) || (isOn(dayBefore) && minute < untilMinute);
}

function piecesOf(lines: readonly PromotedLine[], selection: Promotion['selection']): number {
  const selected = selectedLines(lines, selection);
  return lines.reduce((sum, { quantity }, index) => (selected[index] === true ? sum + quantity : sum), 0);
}
