import type { Database, Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import { hasUnplaced, lockHead, placeBehind, type PlacedEvent } from '../repository.ts';

/** Hears of events as they are placed, in the transaction in which they are. */
export type OnPlaced = (tx: Transaction<Tables>, events: readonly PlacedEvent[]) => Promise<void>;

const eventsPerRound = 200;

/**
 * Gives committed events their places in the feed, a batch of them. Whoever does so holds the head until the commit: places are seen
 * in their order, whatever the number of replicas, and without gaps but for what is erased at that very moment.
 */
export async function placeEvents(
  database: Pick<Database<Tables>, 'statements' | 'transaction'>,
  onPlaced: OnPlaced,
): Promise<{ readonly hasMore: boolean; readonly placed: number }> {
  if (!(await hasUnplaced(database.statements))) return { hasMore: false, placed: 0 };
  return database.transaction(async (tx) => {
    const head = await lockHead(tx);
    const events = await placeBehind(tx, { head, limit: eventsPerRound });
    if (events.length > 0) await onPlaced(tx, events);
    return { hasMore: events.length === eventsPerRound, placed: events.length };
  });
}
