import { recordStaffAction, type AuditedState } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import type { Send } from '@cartwright/messaging';
import type { Parts } from '../../parts.ts';
import type { Tables } from '../../tables.ts';
import { searchSettingsChangedMessage } from '../events.ts';
import { lockSettings } from '../repository/settings.ts';

/** What settings are changed with. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** A transaction in which nobody else changes settings. */
export interface Changing {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
}

/** A change, for the trail of what staff did. */
export interface RecordedChange {
  readonly staffId: string;
  /** The name of the mutation. */
  readonly operation: string;
  readonly reason: string | null;
  readonly target: string;
  readonly before: AuditedState | null;
  readonly after: AuditedState | null;
}

/** Changes settings in a transaction of its own, in which they are this change's alone. */
export function changeSettings<Outcome>(
  { messaging }: Dependencies,
  change: (changing: Changing) => Promise<Outcome>,
): Promise<Outcome> {
  return messaging.transact(async (tx, send) => {
    await lockSettings(tx);
    return change({ tx, send });
  });
}

/** Announces what was changed and adds it to the audit trail: last in its transaction. */
export async function recordChange(
  { newId, now }: Dependencies,
  { tx, send }: Changing,
  change: RecordedChange,
): Promise<void> {
  send(searchSettingsChangedMessage(newId()));
  await recordStaffAction('products', { tx, send }, { ...change, at: now() });
}
