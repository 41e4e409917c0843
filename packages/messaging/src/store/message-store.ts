import type { CompiledQuery } from 'kysely';
import type { SqlTransaction } from './sql.ts';
import type { StoredMessage } from './stored-message.ts';

/** What identifies a message over all its deliveries. */
export interface InboxKey {
  readonly type: string;
  readonly business_id: string;
}

/** The replies that an inbox row keeps, with its key. */
export interface KeptReply extends InboxKey {
  readonly reply: readonly StoredMessage[];
}

/** A row of the outbox; properties are named like its columns. */
export interface OutboxRow {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly key: string;
  readonly business_id: string;
  readonly envelope: Record<string, unknown>;
  readonly traceparent: string | null;
}

/** Where a message stands in the outbox: later than all that were committed before it was written. */
export interface Written {
  readonly id: string;
  readonly seq: number;
}

/** A parked message; properties are named like its columns. */
export interface ParkedRow {
  readonly id: string;
  readonly consumer: string;
  readonly type: string;
  readonly business_id: string;
  readonly envelope: unknown;
  readonly reason: string;
  readonly attempts: number;
}

/**
 * Where a domain stores the messages that it sends, has handled and has parked, within the transaction of their effects.
 */
export interface MessageStore {
  /**
   * Claims messages for this transaction and gives the keys of those that were not claimed before. While another
   * transaction handles one, this waits for its end.
   * @param next the query that the handler begins with, which may travel with this
   */
  claim(
    tx: SqlTransaction,
    rows: readonly (InboxKey & { message_id: string })[],
    next?: () => CompiledQuery | undefined,
  ): Promise<InboxKey[]>;
  /**
   * Claims messages, none of which is thought to have been handled before, at the end of the transaction, with the replies to keep.
   * Otherwise that fails with an error for which `isClaimed` holds, here or at the end.
   */
  claimLast(
    tx: SqlTransaction,
    rows: readonly (InboxKey & { message_id: string; reply?: KeptReply['reply'] | undefined })[],
  ): Promise<void>;
  /** Whether a transaction has failed because a message was handled before. */
  isClaimed(error: unknown): boolean;
  /** The stored replies to messages that were handled before; others are left out. */
  find(tx: SqlTransaction, keys: readonly InboxKey[]): Promise<{ reply: unknown }[]>;
  /**
   * Adds messages to the outbox, one or more, and the replies to keep to the inbox; gives where they stand in it. It is the last
   * statement of its transaction, and may commit it.
   * @throws RangeError when one is too large for NATS: it would block the relay forever.
   */
  write(tx: SqlTransaction, rows: readonly OutboxRow[], kept: readonly KeptReply[]): Promise<Written[]>;
  /** Parks a message. Gives false when it is already parked. */
  park(tx: SqlTransaction, row: ParkedRow): Promise<boolean>;
}
