import type { Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { WebhookEvent } from '../provider/door.ts';

/** What an event of the provider is known by. */
export type EventRecord = Pick<WebhookEvent, 'id' | 'type' | 'reference'>;

/** The provider's events: within a transaction, or by single statements. */
export interface EventLog {
  /** Stores events, and gives the ids of those that were not stored before; all with one statement. */
  readonly claimEvents: (events: readonly EventRecord[]) => Promise<Set<string>>;
}

/** The provider's events within the transaction that applies them. */
export type EventsWithin = (tx: Transaction<Tables>) => EventLog;
