import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { Parts } from '../../parts.ts';
import { deleteRedirect as removeRedirect } from '../repository.ts';

/** A redirect that is to end. */
export interface DeleteRedirect {
  readonly staffId: string;
  readonly id: string;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type DeleteRedirectOutcome =
  { readonly kind: 'deleted' } | { readonly kind: 'not-found' } | InvalidInput;

/** Ends a redirect, with its entry in the audit trail. */
export async function deleteRedirect(
  { messaging, now }: Pick<Parts, 'messaging' | 'now'>,
  { staffId, id, reason }: DeleteRedirect,
): Promise<DeleteRedirectOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(id)) return { kind: 'not-found' };
  return messaging.transact(async (tx, send) => {
    const before = await removeRedirect(tx, id);
    if (before === undefined) return { kind: 'not-found' };
    const { kind, source: from, targetId, targetPath } = before;
    const states = { before: { kind, from, to: targetPath ?? targetId }, after: null };
    const action = { staffId, operation: 'urlRedirectDelete', target: id, ...why.value, at: now() };
    await recordStaffAction('products', { tx, send }, { ...action, ...states });
    return { kind: 'deleted' };
  });
}
