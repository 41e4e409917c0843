import { readReason } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import { removePromotion } from '../repository/promotions.ts';
import {
  changePromotion,
  recordPromotion,
  type Dependencies,
  type PromotionChanged,
  type PromotionNotFound,
} from './change-promotion.ts';

/** A promotion that is to go, and which version of it was read. */
export interface DeletePromotion {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type DeletePromotionOutcome =
  { readonly kind: 'deleted' } | PromotionNotFound | PromotionChanged | InvalidInput;

/** Deletes a promotion with its codes and counts, with its entry in the audit trail; orders keep what they were given. */
export async function deletePromotion(
  dependencies: Dependencies,
  { staffId, id, version, reason }: DeletePromotion,
): Promise<DeletePromotionOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  return changePromotion<DeletePromotionOutcome>(dependencies, { id, version }, async (held) => {
    await removePromotion(held.tx, id);
    const action = { staffId, operation: 'promotionDelete', ...why.value, at: dependencies.now() };
    await recordPromotion(held, { ...action, before: held.present, after: null });
    return { kind: 'deleted' };
  });
}
