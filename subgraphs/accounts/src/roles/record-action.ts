import type { Send } from '@cartwright/messaging';
import type { Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';

/** What of the state before or after it an action leaves behind: ids, names and states. */
type State = Readonly<Record<string, unknown>>;

/** Something that a member of the staff did to accounts. */
export interface Action {
  readonly staffId: string;
  /** The name of the mutation. */
  readonly operation: string;
  readonly target: string;
  readonly before?: State | null;
  readonly after?: State | null;
}

/** Adds to the trail of what staff did, in the transaction of what was done, as its last statement. */
export type RecordAction = (
  recording: { readonly tx: Transaction<Tables>; readonly send: Send },
  action: Action,
) => Promise<void>;
