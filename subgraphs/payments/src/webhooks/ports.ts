import type { Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { WebhookEvent } from '../provider/door.ts';

/** The provider's events within a transaction. */
export interface EventLog {
  /** Stores an event; false when it was stored before. */
  readonly claimEvent: (event: Pick<WebhookEvent, 'id' | 'type' | 'reference'>) => Promise<boolean>;
}

/** The provider's events within the transaction that applies them. */
export type EventsWithin = (tx: Transaction<Tables>) => EventLog;
