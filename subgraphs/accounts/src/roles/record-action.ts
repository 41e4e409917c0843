import { recordStaffAction, type StaffAction } from '@cartwright/audit';
import type { Administration } from './administer.ts';

/** Something that a member of the staff did to accounts. */
type Action = Pick<StaffAction, 'staffId' | 'operation' | 'target' | 'before' | 'after'>;

/** Adds to the trail of what staff did, in the transaction of what was done: call it last. */
export async function recordAction(
  { now }: { readonly now: () => Date },
  recording: Pick<Administration, 'tx' | 'send'>,
  action: Action,
): Promise<void> {
  await recordStaffAction('accounts', recording, { reason: null, ...action, at: now() });
}
