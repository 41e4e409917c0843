import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { Parts } from '../../parts.ts';
import { holdProductTypes, readMissingKeys } from '../../product-types/door.ts';
import { lockPartsOf } from '../../stock/door.ts';
import { bundlesMoved, tellOfProduct } from '../events.ts';
import { lockPublication, readHiddenParts, savePublication } from '../repository.ts';
import { changeStatus, type Publication, type WantedStatus } from '../rules/product-status.ts';
import { readStatus, type StatusInput } from '../rules/status-input.ts';

/** A status that a product is to have. */
export interface UpdateProductStatus extends StatusInput {
  readonly staffId: string;
  readonly id: string;
  /** The product's, as whoever asks has seen it. */
  readonly version: number;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type UpdateProductStatusOutcome =
  | { readonly kind: 'updated' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'changed-meanwhile'; readonly version: number }
  /** It lacks attributes that it has to have before shoppers see it. */
  | { readonly kind: 'attributes-missing'; readonly keys: readonly string[] }
  /** Shoppers do not see parts of its bundles. */
  | { readonly kind: 'parts-hidden'; readonly variantIds: readonly string[] }
  | InvalidInput;

/** Gives a product another status, where it has not got it, with its entry in the audit trail, and tells all who keep something of it. */
export async function updateProductStatus(
  { messaging, newId, now }: Pick<Parts, 'messaging' | 'newId' | 'now'>,
  { staffId, id, version, reason, ...asked }: UpdateProductStatus,
): Promise<UpdateProductStatusOutcome> {
  const at = now();
  const wanted = readStatus(asked, at);
  if (wanted.kind === 'invalid-input') return wanted;
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(id)) return { kind: 'not-found' };
  return messaging.transact(async (tx, send) => {
    await holdProductTypes(tx);
    const parts = await lockPartsOf(tx, [id]);
    const before = await lockPublication(tx, id);
    if (before === undefined) return { kind: 'not-found' };
    if (before.version !== version) return { kind: 'changed-meanwhile', version: before.version };
    if (isSame(before, wanted.value)) return { kind: 'updated' };
    const missing = isToBeShown(wanted.value) ? await readMissingKeys(tx, id) : [];
    if (missing.length > 0) return { kind: 'attributes-missing', keys: missing };
    const hidden = isToBeShown(wanted.value) ? await readHiddenParts(tx, id) : [];
    if (hidden.length > 0) return { kind: 'parts-hidden', variantIds: hidden };
    const after = changeStatus(before, wanted.value, at);
    await savePublication(tx, id, after);
    const told = await tellOfProduct(tx, { ...before, status: after.status }, newId());
    for (const one of [...told, ...(await bundlesMoved(tx, parts))]) send(one);
    const entry = { staffId, operation: 'productStatusUpdate', target: id, at };
    const states = { before: stateOf(before), after: stateOf(after) };
    await recordStaffAction('products', { tx, send }, { ...entry, ...why.value, ...states });
    return { kind: 'updated' };
  });
}

function isSame(before: Publication, { status, publishAt }: WantedStatus): boolean {
  return before.status === status && before.publishAt?.getTime() === publishAt?.getTime();
}

/** Now, or by itself at a time to come. */
function isToBeShown({ status }: WantedStatus): boolean {
  return status === 'PUBLISHED' || status === 'SCHEDULED';
}

function stateOf({ status, publishAt }: Publication) {
  return { status, publishAt: publishAt?.toISOString() ?? null };
}
