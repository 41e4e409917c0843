import { recordStaffAction as recordInChain, type Recording as ChainRecording } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import { addToTrail, type StaffAction } from './repository.ts';
import { operationOf, type StaffActionKind } from './rules.ts';

/** A transaction, and what puts messages into its outbox. */
export type Recording = ChainRecording & { readonly tx: Transaction<Tables> };

/** What a member of the staff did to orders. */
export type NewStaffAction = Pick<StaffAction, 'id' | 'staffId' | 'at'> &
  Partial<Pick<StaffAction, 'before' | 'after'>> & {
    readonly action: Exclude<StaffActionKind, 'OTHER'>;
    readonly target: string;
    /** Null where none was given. */
    readonly reason: string | null;
  };

/** Adds to the chain of orders and to the trail of all, in the transaction of what was done: call it last. */
export async function recordStaffAction(
  recording: Recording,
  { action, ...entry }: NewStaffAction,
): Promise<StaffAction> {
  const acted = await recordInChain('orders', recording, { ...entry, operation: operationOf(action) });
  return addToTrail(recording.tx, 'orders', acted);
}
