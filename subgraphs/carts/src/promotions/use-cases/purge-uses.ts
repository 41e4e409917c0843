import type { Statements } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import { deleteBuyersOfEnded } from '../repository/buyers.ts';
import { deleteUsesBefore } from '../repository/uses.ts';

const dayMs = 24 * 60 * 60 * 1_000;
/** An order that can still give back what it used is far younger. */
const keptMs = 90 * dayMs;
const batchSize = 500;

/** Deletes some of what is old: uses of orders, and who used promotions that are over. @returns whether there may be more */
export async function purgeUses(db: Statements<Tables>, now: Date): Promise<{ readonly hasMore: boolean }> {
  const before = new Date(now.getTime() - keptMs);
  const uses = await deleteUsesBefore(db, before, batchSize);
  const buyers = await deleteBuyersOfEnded(db, before, batchSize);
  return { hasMore: uses >= batchSize || buyers >= batchSize };
}
