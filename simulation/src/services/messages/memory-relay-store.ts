import type { OutboxEntry, RelayStore } from '@cartwright/messaging/core';
import type { Connection } from '../../database/database.ts';
import type { Process } from '../../world/process.ts';
import type { MemoryMessages, OutboxRecord } from './memory-messages.ts';

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
    recordAckFloor: ({ stream, created, ackFloor, durables }) =>
      connection.statement(async (tx) => {
        await tx.statement();
        const known = await tx.lock(streams, stream);
        if (known?.created === created) tx.write(streams, stream, { ...known, ackFloor, durables });
      }),
    ...republishing(messages, connection),
  };
}

function republishing(
  { outbox, streams }: MemoryMessages,
  connection: Pick<Connection<never>, 'statement'>,
): Pick<RelayStore, 'republishAbove' | 'republishBetween' | 'republishWithheld'> {
  return {
    republishAbove: (keptUpTo, found) =>
      connection.statement(async (tx) => {
        await tx.statement();
        const known = await tx.lock(streams, found.stream);
        const isSame = known?.created === found.created;
        const isRecreated = known !== undefined && !isSame;
        let count = 0;
        for (const [id, row] of outbox.committed) {
          if (row.streamSeq === null) continue;
          if (row.streamSeq > keptUpTo) {
            await tx.put(outbox, id, republished(row));
            count += 1;
          } else if (isRecreated) await tx.put(outbox, id, { ...row, streamSeq: 0 });
        }
        const ackFloor = isSame ? Math.min(known.ackFloor, keptUpTo) : 0;
        tx.write(streams, found.stream, { ...found, ackFloor, durables: known?.durables ?? [] });
        return count;
      }),
    republishBetween: (above, below) =>
      connection.statement(async (tx) => {
        await tx.statement();
        for (const [id, row] of outbox.committed)
          if (row.streamSeq !== null && row.streamSeq > above && row.streamSeq < below)
            await tx.put(outbox, id, republished(row));
      }),
    republishWithheld: () =>
      connection.statement(async (tx) => {
        await tx.statement();
        for (const [id, row] of outbox.committed)
          if (row.streamSeq === 0) await tx.put(outbox, id, republished(row));
      }),
  };
}

function republished(row: OutboxRecord): OutboxRecord {
  return { ...row, publishedAt: null, streamSeq: null, drive: row.drive + 1 };
}

/** A message's id is the ticket for what it says. */
function toEntry({ id, seq, type, subject, drive }: OutboxRecord): OutboxEntry {
  return { id, seq, type, subject, envelope: id, drive };
}
