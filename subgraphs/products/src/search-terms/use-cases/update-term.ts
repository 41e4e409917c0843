import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { Parts } from '../../parts.ts';
import { searchSettingsChangedMessage } from '../../search-settings/door.ts';
import { lockTerm, saveHidden, type SearchTerm } from '../repository/search-terms.ts';

/** Whether a text may be suggested. */
export interface UpdateTerm {
  readonly staffId: string;
  readonly id: string;
  readonly isHidden: boolean;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type UpdateTermOutcome =
  | { readonly kind: 'updated'; readonly term: SearchTerm }
  | { readonly kind: 'term-not-found' }
  | InvalidInput;

/** Says whether a text may be suggested, with the entry in the audit trail; where it is so already, nothing changes. */
export async function updateTerm(
  { messaging, newId, now }: Pick<Parts, 'messaging' | 'newId' | 'now'>,
  { staffId, id, isHidden, reason: given }: UpdateTerm,
): Promise<UpdateTermOutcome> {
  const why = readReason(given);
  if (why.kind === 'invalid-input') return why;
  if (!isId(id)) return { kind: 'term-not-found' };
  return messaging.transact<UpdateTermOutcome>(async (tx, send) => {
    const before = await lockTerm(tx, id);
    if (before === undefined) return { kind: 'term-not-found' };
    if (before.isHidden === isHidden) return { kind: 'updated', term: before };
    const term = await saveHidden(tx, before.id, isHidden);
    send(searchSettingsChangedMessage(newId()));
    const action = { staffId, operation: 'searchTermUpdate', ...why.value, target: before.id, at: now() };
    const states = { before: stateOf(before), after: stateOf(term) };
    await recordStaffAction('products', { tx, send }, { ...action, ...states });
    return { kind: 'updated', term };
  });
}

/** Without the text, which may be about somebody: the trail is kept for good. */
function stateOf({ language, isHidden }: SearchTerm) {
  return { language, isHidden };
}
