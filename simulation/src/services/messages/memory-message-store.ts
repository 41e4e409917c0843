import {
  refuseTooLarge,
  type InboxKey,
  type MessageStore,
  type StoredMessage,
} from '@cartwright/messaging/core';
import { transactionOf } from '../../database/database.ts';
import { failure, MemoryTransaction } from '../../database/transaction.ts';
import type { Monitor } from '../monitor.ts';
import { keyOf, type MemoryMessages } from './memory-messages.ts';

const handledBefore = 'a message was handled before';

/** In the order in which PostgreSQL claims. */
const byKey = (a: InboxKey, b: InboxKey): number => (keyOf(a) < keyOf(b) ? -1 : 1);

/** The port of messaging's consumers and senders, on tables in memory. */
export function createMemoryMessageStore(messages: MemoryMessages, monitor: Monitor): MessageStore {
  const { inbox, outbox, parked } = messages;
  return {
    claim: async (tx, rows) => {
      const transaction = transactionOf(tx);
      await transaction.statement();
      const claimed: InboxKey[] = [];
      for (const row of rows.length > 1 ? rows.toSorted(byKey) : rows) {
        const { type, business_id, message_id: messageId } = row;
        const inserted = transaction.insert(inbox, keyOf(row), { type, business_id, messageId, reply: null });
        if (inserted instanceof Promise ? await inserted : inserted) claimed.push({ type, business_id });
        else expectReply(messages, monitor, transaction, row);
      }
      return claimed;
    },
    claimLast: async (tx, rows) => {
      const transaction = transactionOf(tx);
      await transaction.statement();
      for (const row of rows.toSorted(byKey)) {
        const { type, business_id, message_id: messageId, reply = null } = row;
        if (!(await transaction.insert(inbox, keyOf(row), { type, business_id, messageId, reply })))
          throw failure('23505', handledBefore);
      }
    },
    isClaimed: (error) => error instanceof Error && error.message === handledBefore,
    find: async (tx, keys) => {
      if (!(tx instanceof MemoryTransaction))
        return keys.flatMap((key) => inbox.committed.get(keyOf(key)) ?? []);
      await tx.statement();
      return keys.flatMap((key) => tx.get(inbox, keyOf(key)) ?? []);
    },
    write: async (tx, rows, kept) => {
      refuseTooLarge(rows);
      const transaction = transactionOf(tx);
      await transaction.statement();
      const written = rows.map((row) => {
        const seq = messages.nextSequence();
        transaction.write(outbox, row.id, { ...row, seq, publishedAt: null, streamSeq: null, drive: 0 });
        return { id: row.id, seq };
      });
      for (const { type, business_id, reply } of kept) {
        const claimed = transaction.get(inbox, keyOf({ type, business_id }));
        if (claimed !== undefined) transaction.write(inbox, keyOf(claimed), { ...claimed, reply });
      }
      return written;
    },
    park: async (tx, row) => {
      const transaction = transactionOf(tx);
      await transaction.statement();
      return transaction.insert(parked, `${row.consumer} ${row.type} ${row.business_id}`, row);
    },
  };
}

/** A redelivered command is answered with the stored reply, in the same transaction. */
function expectReply(
  { domain, inbox, outbox }: MemoryMessages,
  monitor: Monitor,
  transaction: MemoryTransaction,
  key: InboxKey,
): void {
  const { reply } = inbox.committed.get(keyOf(key)) ?? {};
  if (!Array.isArray(reply)) return;
  transaction.afterCommit(() => {
    const answered = new Set(transaction.writtenTo(outbox).map(keyOf));
    for (const { type, businessId, key: orderId } of reply as readonly StoredMessage[]) {
      if (!answered.has(keyOf({ type, business_id: businessId })))
        monitor.report(`${domain} has not answered ${key.type} when it was redelivered`, orderId);
    }
  });
}
