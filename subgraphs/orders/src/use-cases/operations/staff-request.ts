import type { Messaging } from '@cartwright/messaging';
import { badUserInput } from '@cartwright/errors';
import { type Viewer } from '@cartwright/identity';
import type { StaffAction, StaffActionKind } from '../../domain/operations/staff-action.ts';
import type { Transaction } from '../../repository/database.ts';

/** What staff want done, to what, and why. */
export interface StaffRequest {
  readonly viewer: Viewer;
  /** The id of an order or of a parked message. */
  readonly target: string;
  readonly reason: string;
  readonly traceparent: string;
}

/** What it takes to do something for staff. */
export interface StaffDependencies {
  readonly messaging: Pick<Messaging<Transaction>, 'transact'>;
  readonly newId: () => string;
  readonly now: () => Date;
}

const maxReasonLength = 500;

/** The entry of the audit trail for a request. @throws BAD_USER_INPUT for a reason that is empty or too long */
export function staffActionOf(
  { newId, now }: Pick<StaffDependencies, 'newId' | 'now'>,
  action: StaffActionKind,
  { viewer, target, reason }: StaffRequest,
): StaffAction {
  const words = reason.trim();
  if (words === '' || words.length > maxReasonLength) {
    throw badUserInput(`Give a reason of 1 to ${maxReasonLength} characters.`, 'reason');
  }
  return { id: newId(), staffId: viewer.id, action, target, reason: words, at: now() };
}
