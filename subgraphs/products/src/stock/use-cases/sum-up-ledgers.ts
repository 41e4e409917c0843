import type { Parts } from '../../parts.ts';
import { holdSummingUp, sumUpMovements } from '../repository/movements.ts';
import { ledgerKeptMs } from '../rules/ledger.ts';

/** Sums up movements that were kept long enough, so many at most, unless another replica is at it. */
export async function sumUpLedgers(
  { database, now }: Pick<Parts, 'database' | 'now'>,
  limit: number,
): Promise<{ readonly hasMore: boolean }> {
  const before = new Date(now().getTime() - ledgerKeptMs);
  return database.transaction(async (tx) => ({
    hasMore: (await holdSummingUp(tx)) && (await sumUpMovements(tx, before, limit)) === limit,
  }));
}
