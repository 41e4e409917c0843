import type { InboxKey, KnownStream, OutboxRow, ParkedRow } from '@cartwright/messaging/core';
import type { MemoryDatabase } from '../../database/database.ts';
import { Table } from '../../database/table.ts';

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
  readonly streams: Table<KnownStream>;
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

  /** Calls back for each message that is to be published. @returns a function that ends this */
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

/** What identifies a row of the inbox. */
export const keyOf = ({ type, business_id: businessId }: InboxKey): string => `${type} ${businessId}`;
