import type { Received, MessageParked, ParkedMessageResolved } from '@cartwright/messaging';
import type { ParkedMessage, ParkedMessageState } from '../domain/operations/parked-message.ts';
import type { Database, Transaction } from './database.ts';
import type { Slice } from './slice.ts';

/** Reads what staff know of parked messages. */
export class ParkedMessages {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A part of the list, latest first; of one state, or of all for null. */
  list(state: ParkedMessageState | null, { size, after }: Slice): Promise<ParkedMessage[]> {
    const beyond =
      after === null
        ? {}
        : { parkedAt: { lte: after.at }, NOT: { parkedAt: after.at, id: { gte: after.id } } };
    return this.#database.parkedMessage.findMany({
      where: { ...(state === null ? {} : { state }), ...beyond },
      orderBy: [{ parkedAt: 'desc' }, { id: 'desc' }],
      take: size,
    }) as Promise<unknown> as Promise<ParkedMessage[]>;
  }

  count(state: ParkedMessageState | null): Promise<number> {
    return this.#database.parkedMessage.count({ where: state === null ? {} : { state } });
  }

  /** How many messages of each domain are not resolved; a domain without any is left out. */
  async openByDomain(): Promise<ReadonlyMap<string, number>> {
    const groups = await this.#database.parkedMessage.groupBy({
      by: ['domain'],
      where: { state: { not: 'RESOLVED' } },
      _count: true,
    });
    return new Map(groups.map(({ domain, _count }) => [domain, _count]));
  }
}

/** Adds a message that a domain says it has parked. */
export async function addParkedMessage(tx: Transaction, received: Received<MessageParked>): Promise<void> {
  const { parkedMessageId: id, messageType: type, ...rest } = received.data;
  const parkedAt = new Date(received.time);
  const row = { ...rest, id, type, domain: received.source, parkedAt, state: 'PARKED' };
  await tx.parkedMessage.createMany({ data: [row], skipDuplicates: true });
}

/**
 * Marks a message as one that staff want resolved, and locks it; one that is resolved stays as it is.
 * @returns the message as it is now; null when there is none.
 */
export async function markParkedMessage(
  tx: Transaction,
  id: string,
  state: 'REPLAYING' | 'DISCARDING',
): Promise<ParkedMessage | null> {
  await tx.parkedMessage.updateMany({ where: { id, ...open }, data: { state } });
  return tx.parkedMessage.findUnique({ where: { id } }) as Promise<unknown> as Promise<ParkedMessage | null>;
}

/** Notes what became of staff's request: resolved, or parked still. */
export async function settleParkedMessage(
  tx: Transaction,
  { parkedMessageId: id, outcome, reason }: ParkedMessageResolved,
  now: Date,
): Promise<void> {
  const again = { state: 'PARKED', attempts: { increment: 1 }, reason: reason ?? '' };
  const resolved = { state: 'RESOLVED', resolution: outcome.toUpperCase(), resolvedAt: now };
  const data = outcome === 'failed' ? again : resolved;
  await tx.parkedMessage.updateMany({ where: { id, ...open }, data });
}

const open = { state: { not: 'RESOLVED' } };
