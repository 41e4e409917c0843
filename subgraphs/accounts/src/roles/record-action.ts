import { recordStaffAction, type StaffAction } from '@cartwright/audit';
import type { Actor } from './actor.ts';
import type { Administration } from './administer.ts';

/** Something that a member of the staff did to accounts. */
interface Action extends Pick<StaffAction, 'operation' | 'target' | 'before' | 'after'> {
  readonly by: Pick<Actor, 'id' | 'reason'>;
}

/** Adds to the trail of what staff did, in the transaction of what was done: call it last. */
export async function recordAction(
  { now }: { readonly now: () => Date },
  recording: Pick<Administration, 'tx' | 'send'>,
  { by, ...action }: Action,
): Promise<void> {
  await recordStaffAction('accounts', recording, {
    ...action,
    staffId: by.id,
    reason: by.reason,
    at: now(),
  });
}
