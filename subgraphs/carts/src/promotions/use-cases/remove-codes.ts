import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import { deleteCodes, type UnwantedCodes } from '../repository/codes.ts';
import { oneOfThem } from '../rules/input-parts.ts';
import { changePromotion, type Dependencies, type PromotionNotFound } from './change-promotion.ts';

/** Codes that are to go: by their ids, or all that were made at once. */
export interface RemoveCodes {
  readonly staffId: string;
  readonly promotionId: string;
  readonly ids?: readonly string[] | null | undefined;
  readonly batchId?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type RemoveCodesOutcome =
  { readonly kind: 'removed'; readonly count: number } | PromotionNotFound | InvalidInput;

/** Deletes codes of a promotion, with one entry in the audit trail; what is not there is left out. */
export async function removeCodes(
  dependencies: Dependencies,
  { staffId, promotionId, ids, batchId, reason }: RemoveCodes,
): Promise<RemoveCodesOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const unwanted = unwantedOf(ids ?? null, batchId ?? null);
  if (unwanted === null) {
    const { error, params } = oneOfThem('of ids and batchId');
    return invalidInput(invalidField(['ids'], params.code, error));
  }
  return changePromotion(dependencies, { id: promotionId }, async ({ tx, send, present }) => {
    const removed = await deleteCodes(tx, present.id, unwanted);
    if (removed.length > 0) {
      const action = { staffId, operation: 'promotionCodesDelete', ...why.value, at: dependencies.now() };
      const before = 'ids' in unwanted ? { ids: removed } : { ...unwanted, count: removed.length };
      await recordStaffAction('carts', { tx, send }, { ...action, target: present.id, before, after: null });
    }
    return { kind: 'removed', count: removed.length } as const;
  }) as Promise<RemoveCodesOutcome>;
}

function unwantedOf(ids: readonly string[] | null, batchId: string | null): UnwantedCodes | null {
  if (ids !== null && batchId === null) return { ids: ids.filter(isId) };
  if (batchId !== null && ids === null) return isId(batchId) ? { batchId } : { ids: [] };
  return null;
}
