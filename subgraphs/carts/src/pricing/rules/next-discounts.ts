import {
  selectedMinor,
  titlesOf,
  type Promotion,
  type RefusedPromotion,
  type Titled,
} from '../../promotions/door.ts';
import type { PricedCart, PricedLine } from './price-cart.ts';
import { missingOf } from './why-code.ts';

/** What would have to be added to a cart for a discount, or for the next tier of one; what is not missing is null. */
export interface NextDiscount extends Titled {
  readonly promotionId: string;
  /** Worth of the goods that it looks at. */
  readonly missingMinor: number | null;
  /** Pieces of the goods that it looks at. */
  readonly missingQuantity: number | null;
}

/**
 * What is missing for the next discounts, as decision 110 has it: of promotions whose only conditions that do not hold are an amount or a
 * number of pieces, and of the next tier. The highest priority first, then by id.
 */
export function nextDiscounts(
  { applied, refused, productRests }: Pick<PricedCart, 'applied' | 'refused' | 'productRests'>,
  lines: readonly PricedLine[],
): NextDiscount[] {
  const tiers = [...applied, ...refused.filter((one) => !isUnmet(one.why))].flatMap(({ promotion }) => {
    const missingMinor = missingForTier(promotion, lines, productRests);
    return missingMinor === null ? [] : [{ promotion, missingMinor, missingQuantity: null }];
  });
  const conditions = refused.flatMap(({ promotion, why }) =>
    isUnmet(why) && why.every(isOfAmount) ? [{ promotion, ...missingOf(why) }] : [],
  );
  return [...tiers, ...conditions]
    .toSorted(byPriority)
    .map(({ promotion, ...missing }) => ({ promotionId: promotion.id, ...titlesOf(promotion), ...missing }));
}

type Unmet = Extract<RefusedPromotion['why'], readonly unknown[]>;

function isUnmet(why: RefusedPromotion['why']): why is Unmet {
  return Array.isArray(why);
}

function isOfAmount({ reason }: Unmet[number]): boolean {
  return reason === 'AMOUNT_MISSING' || reason === 'QUANTITY_MISSING';
}

/** What is missing for the next tier; null where there is none. */
function missingForTier(
  { effect, selection }: Promotion,
  lines: readonly PricedLine[],
  rests: readonly number[],
): number | null {
  if (effect.kind !== 'TIERED') return null;
  const reached = selectedMinor(lines, selection, rests);
  const above = effect.tiers.map(({ fromMinor }) => fromMinor).filter((fromMinor) => fromMinor > reached);
  return above.length === 0 ? null : Math.min(...above) - reached;
}

interface OfPromotion {
  readonly promotion: Promotion;
}

function byPriority({ promotion: one }: OfPromotion, { promotion: other }: OfPromotion): number {
  return other.priority - one.priority || (one.id < other.id ? -1 : 1);
}
