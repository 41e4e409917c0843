import type { InvalidInput } from '@cartwright/input';
import { countEnabled, insertPromotion, type CountedPromotion } from '../repository/promotions.ts';
import { nothingAsked } from '../rules/kept-promotion.ts';
import { readPromotion, type CheckedPromotion, type PromotionInput } from '../rules/promotion-input.ts';
import { everything } from '../rules/promotion.ts';
import { recordPromotion, type Dependencies } from './change-promotion.ts';

/** Each of them is tried on each cart. */
export const mostEnabled = 200;

/** A promotion to be made. */
export interface CreatePromotion extends PromotionInput {
  readonly staffId: string;
  readonly needsCode: boolean;
}

/** So many promotions are enabled already. */
export interface TooManyPromotions {
  readonly kind: 'too-many';
  readonly limit: number;
}

/** What came of it. */
export type CreatePromotionOutcome =
  { readonly kind: 'created'; readonly promotion: CountedPromotion } | TooManyPromotions | InvalidInput;

/** Makes a promotion, with its entry in the audit trail. */
export async function createPromotion(
  { messaging, newId, now }: Dependencies,
  { staffId, needsCode, ...input }: CreatePromotion,
): Promise<CreatePromotionOutcome> {
  const at = now();
  const read = readPromotion(input, unsaid(at));
  if (read.kind === 'invalid-input') return read;
  const { fields, reason } = read.value;
  return messaging.transact<CreatePromotionOutcome>(async (tx, send) => {
    if (fields.isEnabled && (await countEnabled(tx, at)) >= mostEnabled)
      return { kind: 'too-many', limit: mostEnabled };
    const about = { id: newId(), needsCode, version: 1, createdAt: at, updatedAt: at };
    const promotion = { ...fields, ...about };
    await insertPromotion(tx, promotion);
    const action = { staffId, operation: 'promotionCreate', reason, at };
    await recordPromotion({ tx, send }, { ...action, before: null, after: promotion });
    return { kind: 'created', promotion: { ...promotion, usedCount: 0 } };
  });
}

/** What holds of a promotion of which nothing is said; the title and the effect always are. */
function unsaid(now: Date): CheckedPromotion['fields'] {
  return {
    ...{ title: '', description: null, translations: {}, isEnabled: true, startsAt: now, endsAt: null },
    ...{ priority: 0, combinesWith: [], selection: everything },
    conditions: nothingAsked,
    effect: { kind: 'TIERED', tiers: [] },
    ...{ usageLimit: null, usageLimitPerCustomer: null },
  };
}
