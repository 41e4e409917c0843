import type { Cart, Promotion } from './cart.ts';
import { sumOf } from './divide.ts';
import { byThreshold, classOf } from './effects.ts';
import type { Missing, RefusalReason } from './priced-cart.ts';
import { isSelected } from './select.ts';

/** "Codes were entered, or the promotion needs none." */
export function isAskedFor({ codes }: Promotion, { enteredCodes }: Cart): boolean {
  return codes.length === 0 || codes.some((code) => enteredCodes.includes(code));
}

/**
 * Why it cannot be used, but for its amounts and pieces and for what combines; null where nothing of this kind is in
 * the way.
 */
export function obstacleOf(promotion: Promotion, { buyer, now }: Cart): RefusalReason | null {
  const { customerIds, groupIds, countries, firstOrderOnly, hoursOfWeek } = promotion.conditions;
  if (promotion.endsAt !== null && now.at >= promotion.endsAt) return 'ENDED';
  if (promotion.beginsAt !== null && now.at < promotion.beginsAt) return 'NOT_BEGUN';
  if (promotion.isUsedUp) return 'USED_UP';
  const isForAnybody = customerIds.length === 0 && groupIds.length === 0;
  const isCustomer = buyer.customerId !== null && customerIds.includes(buyer.customerId);
  const isInGroup = buyer.groupIds.some((id) => groupIds.includes(id));
  if (!isForAnybody && !isCustomer && !isInGroup) return 'NOT_FOR_THIS_BUYER';
  const isInCountry = buyer.country !== null && countries.includes(buyer.country);
  if (countries.length > 0 && !isInCountry) return 'NOT_FOR_THIS_BUYER';
  if (firstOrderOnly && buyer.isFirstOrder !== true) return 'NOT_FOR_THIS_BUYER';
  if (hoursOfWeek.length > 0 && !hoursOfWeek.includes(now.hourOfWeek)) return 'NOT_AT_THIS_HOUR';
  return null;
}

/** What the lines come to, for the conditions of each class. */
export interface ConditionAmounts {
  readonly listTotalsMinor: readonly bigint[];
  readonly restsAfterProductMinor: readonly bigint[];
}

/** The amount and the pieces that its conditions ask for beyond those of the selected lines, null where nothing is missing. */
export function missingForConditions(
  promotion: Promotion,
  cart: Cart,
  amounts: ConditionAmounts,
): Missing | null {
  const { minimumMinor, minimumQuantity } = promotion.conditions;
  const amount = selectedAmount(promotion, cart, amounts);
  const quantity = cart.lines
    .filter((line) => isSelected(line, promotion.selection))
    .reduce((sum, line) => sum + line.quantity, 0);
  const missingMinor = minimumMinor !== null && minimumMinor > amount ? minimumMinor - amount : null;
  const missingQuantity =
    minimumQuantity !== null && minimumQuantity > quantity ? minimumQuantity - quantity : null;
  if (missingMinor === null && missingQuantity === null) return null;
  return {
    promotionId: promotion.id,
    kind: 'CONDITION',
    amountMinor: missingMinor,
    quantity: missingQuantity,
  };
}

/** What the next tier is above what the selected lines come to; null where there is none. */
export function missingForNextTier(
  promotion: Promotion,
  cart: Cart,
  amounts: ConditionAmounts,
): Missing | null {
  if (promotion.effect.kind !== 'TIERED') return null;
  const amount = selectedAmount(promotion, cart, amounts);
  const next = byThreshold(promotion.effect.tiers).find(({ fromMinor }) => fromMinor > amount);
  if (next === undefined) return null;
  return {
    promotionId: promotion.id,
    kind: 'NEXT_TIER',
    amountMinor: next.fromMinor - amount,
    quantity: null,
  };
}

/** For PRODUCT of list totals, for ORDER and SHIPPING of rests after all product discounts. */
function selectedAmount(
  { effect, selection }: Promotion,
  { lines }: Cart,
  amounts: ConditionAmounts,
): bigint {
  const minor = classOf(effect) === 'PRODUCT' ? amounts.listTotalsMinor : amounts.restsAfterProductMinor;
  return sumOf(minor.filter((_, index) => lines[index] !== undefined && isSelected(lines[index], selection)));
}
