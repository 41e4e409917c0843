import type {
  InboxKey,
  SettledStream,
  MessageStore,
  OutboxEntry,
  OutboxRow,
  ParkedRow,
  RelayStore,
  StoredMessage,
} from '@cartwright/messaging/core';
import type { MemoryDatabase } from '../database/database.ts';
import { transactionOf } from '../database/database.ts';
import type { MemoryTransaction } from '../database/transaction.ts';
import { Table } from '../database/table.ts';
import type { Process } from '../world/process.ts';
import type { Monitor } from './monitor.ts';

/** A row of the outbox. */
export interface OutboxRecord extends OutboxRow {
  readonly seq: number;
  readonly publishedAt: Date | null;
  readonly streamSeq: number | null;
  readonly drive: number;
}

/** A row of the inbox. */
export interface InboxRecord extends InboxKey {
  readonly messageId: string;
  readonly reply: unknown;
}

/** Messaging's tables of one domain. */
export class MemoryMessages {
  readonly domain: string;
  readonly database: MemoryDatabase;
  readonly outbox: Table<OutboxRecord>;
  readonly inbox: Table<InboxRecord>;
  readonly parked: Table<ParkedRow>;
  readonly streams: Table<SettledStream>;
  readonly #unpublished = new Map<string, OutboxRecord>();
  readonly #watchers = new Set<() => void>();
  #sequence = 0;

  constructor(domain: string, database: MemoryDatabase) {
    this.domain = domain;
    this.database = database;
    this.outbox = new Table();
    this.inbox = new Table();
    this.parked = new Table();
    this.streams = new Table();
    this.outbox.onCommit((key, row) => {
      if (row?.publishedAt !== null) {
        this.#unpublished.delete(key);
        return;
      }
      this.#unpublished.set(key, row);
      for (const tell of this.#watchers) tell();
    });
  }

  /** Is told of each message that is to be published; gives what ends that. */
  watchUnpublished(tell: () => void): () => void {
    this.#watchers.add(tell);
    return () => this.#watchers.delete(tell);
  }

  get unpublishedCount(): number {
    return this.#unpublished.size;
  }

  /** The oldest unpublished messages by the order in which they were written. */
  oldestUnpublished(limit: number): OutboxRecord[] {
    return [...this.#unpublished.values()].sort((a, b) => a.seq - b.seq).slice(0, limit);
  }

  isHandled(type: string, businessId: string): boolean {
    if (this.inbox.committed.has(keyOf({ type, business_id: businessId }))) return true;
    return [...this.parked.committed.values()].some(
      (row) => row.type === type && row.business_id === businessId,
    );
  }

  nextSequence(): number {
    this.#sequence += 1;
    return this.#sequence;
  }
}

/** Those that are claimed together are of one type. */
const byBusinessId = (a: InboxKey, b: InboxKey): number => (a.business_id < b.business_id ? -1 : 1);

const keyOf = ({ type, business_id: businessId }: InboxKey): string => `${type} ${businessId}`;

/** The port of messaging's consumers and senders, on tables in memory. */
export function createMemoryMessageStore(messages: MemoryMessages, monitor: Monitor): MessageStore {
  const { inbox, outbox, parked } = messages;
  return {
    claim: async (tx, rows) => {
      const transaction = transactionOf(tx);
      await transaction.statement();
      const claimed: string[] = [];
      for (const row of rows.length > 1 ? rows.toSorted(byBusinessId) : rows) {
        const { type, business_id, message_id: messageId } = row;
        const inserted = transaction.insert(inbox, keyOf(row), { type, business_id, messageId, reply: null });
        if (inserted instanceof Promise ? await inserted : inserted) claimed.push(business_id);
        else expectReply(messages, monitor, transaction, row);
      }
      return claimed;
    },
    find: async (tx, keys) => {
      const rows = keys.flatMap((key) => inbox.committed.get(keyOf(key)) ?? []);
      if (tx instanceof Object && 'statement' in tx && 'held' in tx) await transactionOf(tx).statement();
      return rows;
    },
    write: async (tx, rows, kept) => {
      const transaction = transactionOf(tx);
      await transaction.statement();
      for (const row of rows) {
        const seq = messages.nextSequence();
        transaction.write(outbox, row.id, { ...row, seq, publishedAt: null, streamSeq: null, drive: 0 });
      }
      for (const { type, business_id, reply } of kept) {
        const claimed = transaction.get(inbox, keyOf({ type, business_id }));
        if (claimed !== undefined) transaction.write(inbox, keyOf(claimed), { ...claimed, reply });
      }
    },
    park: async (tx, row) => {
      const transaction = transactionOf(tx);
      await transaction.statement();
      return transaction.insert(parked, `${row.consumer} ${row.type} ${row.business_id}`, row);
    },
  };
}

/** A command that was handled before is answered with what was answered then, in the same transaction. */
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
        monitor.report(`${domain} has not answered ${key.type} when it came again`, orderId);
    }
  });
}

/** The relay's port, on the same tables; each call is a statement by itself. */
export function createMemoryRelayStore(messages: MemoryMessages, process: Process): RelayStore {
  const { database, outbox, streams } = messages;
  const connection = database.connect(process);
  const now = process.world.now;
  return {
    unpublished: (limit) =>
      connection.statement(async (tx) => {
        await tx.statement();
        return messages.oldestUnpublished(limit).map(toEntry);
      }),
    markPublished: (stream, published, highest) =>
      connection.statement(async (tx) => {
        await tx.statement();
        for (const { id, seq } of published) {
          const marked = tx.withLock(outbox, id, (row) => {
            if (row !== undefined) tx.write(outbox, id, { ...row, publishedAt: now(), streamSeq: seq });
          });
          if (marked !== undefined) await marked;
        }
        const known = await tx.lock(streams, stream);
        if (known === undefined) return 0;
        tx.write(streams, stream, { ...known, lastSeq: Math.max(known.lastSeq, highest) });
        return known.lastSeq;
      }),
    knownStream: (stream) =>
      connection.statement(async (tx) => {
        await tx.statement();
        return tx.get(streams, stream);
      }),
    settle: (settled) =>
      connection.statement(async (tx) => {
        await tx.statement();
        const known = await tx.lock(streams, settled.stream);
        if (known?.created === settled.created) tx.write(streams, settled.stream, { ...known, ...settled });
      }),
    redriveAbove: (keptUpTo, found) =>
      connection.statement(async (tx) => {
        await tx.statement();
        const known = await tx.lock(streams, found.stream);
        const isSame = known?.created === found.created;
        let count = 0;
        for (const [id, row] of outbox.committed) {
          if (row.streamSeq === null) continue;
          if (row.streamSeq > keptUpTo) {
            await tx.put(outbox, id, redriven(row));
            count += 1;
          } else if (!isSame) await tx.put(outbox, id, { ...row, streamSeq: 0 });
        }
        const settledSeq = isSame ? Math.min(known.settledSeq, keptUpTo) : 0;
        tx.write(streams, found.stream, { ...found, settledSeq, durables: known?.durables ?? [] });
        return count;
      }),
    redriveHeldBack: () =>
      connection.statement(async (tx) => {
        await tx.statement();
        for (const [id, row] of outbox.committed)
          if (row.streamSeq === 0) await tx.put(outbox, id, redriven(row));
      }),
  };
}

function redriven(row: OutboxRecord): OutboxRecord {
  return { ...row, publishedAt: null, streamSeq: null, drive: row.drive + 1 };
}

/** A message's id is the ticket for what it says. */
function toEntry({ id, type, subject, drive }: OutboxRecord): OutboxEntry {
  return { id, type, subject, envelope: id, drive };
}
