import type { InvalidInput } from '@cartwright/input';
import { countEnabled, savePromotion, type CountedPromotion } from '../repository/promotions.ts';
import { statusAt } from '../rules/kept-promotion.ts';
import { readPromotion, type PromotionInput } from '../rules/promotion-input.ts';
import {
  changePromotion,
  recordPromotion,
  type Dependencies,
  type PromotionChanged,
  type PromotionNotFound,
} from './change-promotion.ts';
import { mostEnabled, type TooManyPromotions } from './create-promotion.ts';

/** What is to be different about a promotion, and which version of it was read. */
export interface UpdatePromotion extends PromotionInput {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
}

/** What came of it. */
export type UpdatePromotionOutcome =
  | { readonly kind: 'updated'; readonly promotion: CountedPromotion }
  | PromotionNotFound
  | PromotionChanged
  | TooManyPromotions
  | InvalidInput;

/** Changes a promotion, with its entry in the audit trail. */
export function updatePromotion(
  dependencies: Dependencies,
  { staffId, id, version, ...input }: UpdatePromotion,
): Promise<UpdatePromotionOutcome> {
  return changePromotion<UpdatePromotionOutcome>(dependencies, { id, version }, async (held) => {
    const { tx, present } = held;
    const at = dependencies.now();
    const read = readPromotion(input, present);
    if (read.kind === 'invalid-input') return read;
    const { fields, reason } = read.value;
    const promotion = { ...present, ...fields, version: version + 1, updatedAt: at };
    const isNew = isTried(promotion, at) && !isTried(present, at);
    if (isNew && (await countEnabled(tx, at)) >= mostEnabled) return { kind: 'too-many', limit: mostEnabled };
    const { usedCount, ...kept } = promotion;
    await savePromotion(tx, kept);
    const action = { staffId, operation: 'promotionUpdate', reason, at };
    await recordPromotion(held, { ...action, before: present, after: promotion });
    return { kind: 'updated', promotion: { ...kept, usedCount } };
  });
}

function isTried(promotion: CountedPromotion, now: Date): boolean {
  const status = statusAt(promotion, now);
  return status === 'RUNNING' || status === 'SCHEDULED';
}
