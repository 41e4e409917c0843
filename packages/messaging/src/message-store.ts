import type { KeptReply } from './inbox/inbox.ts';
import type { OutboxRow } from './outbox/outgoing.ts';
import type { ParkedRow } from './parked/park-message.ts';
import type { SqlTransaction } from './sql.ts';

/** What a message is known by, however often it comes. */
export interface InboxKey {
  readonly type: string;
  readonly business_id: string;
}

/**
 * Where a domain keeps the messages that it sends, has handled and has put aside, within the transaction of their
 * effects.
 */
export interface MessageStore {
  /**
   * Claims messages for this transaction and gives the business ids of those that nobody claimed before. Where another
   * transaction is just handling one, this waits for its end.
   */
  claim(tx: SqlTransaction, rows: readonly (InboxKey & { message_id: string })[]): Promise<string[]>;
  /** What is kept of messages that were handled before; those that were not are left out. */
  find(tx: SqlTransaction, keys: readonly InboxKey[]): Promise<{ reply: unknown }[]>;
  /**
   * Adds messages to the outbox, and to the inbox what was answered.
   * @throws RangeError when one is too large for NATS: it would stand in the relay's way for good.
   */
  write(tx: SqlTransaction, rows: readonly OutboxRow[], kept: readonly KeptReply[]): Promise<void>;
  /** Puts a message aside. Gives false when it is put aside already. */
  park(tx: SqlTransaction, row: ParkedRow): Promise<boolean>;
}
