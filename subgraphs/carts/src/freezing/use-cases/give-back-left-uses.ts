import type { Database } from '@cartwright/database';
import { freezeTtlMs } from '../../cart/door.ts';
import type { Tables } from '../../generated/tables.ts';
import { findLeftUses, storesWithin } from '../repository.ts';

const dayMs = 24 * 60 * 60 * 1000;
const batchSize = 200;

/**
 * Gives back uses of promotions that orders reserved and nobody will confirm: the freeze has expired and its buyer never came back, its cart
 * is gone, or it was frozen after the end of its order had been told. What is older than a day was looked at often enough.
 * @returns whether there may be more
 */
export async function giveBackLeftUses(
  database: Pick<Database<Tables>, 'statements' | 'transaction'>,
  now: Date,
): Promise<{ readonly hasMore: boolean }> {
  const before = (ageMs: number): Date => new Date(now.getTime() - ageMs);
  const orderIds = await findLeftUses(database.statements, {
    usedFrom: before(dayMs),
    expiredBefore: before(freezeTtlMs),
    limit: batchSize,
  });
  if (orderIds.length > 0) await database.transaction((tx) => storesWithin(tx).uses.giveBackUses(orderIds));
  return { hasMore: orderIds.length >= batchSize };
}
