import type { Statements, Transaction } from '@cartwright/database';
import type { ErasureObstacle } from '@cartwright/events';
import type { Tables } from '../generated/tables.ts';
import { anonymousToken } from '../provider/door.ts';
import { areKnown, collectPayments, collectReceipts, eraseBuyer, lockEnded } from './repository.ts';

/**
 * All that payments keeps of people: their payments, receipts and credit notes. What risk is judged by is keyed hashes that tell
 * them nothing, and is gone after 30 days.
 */
export async function collect(
  db: Statements<Tables>,
  personIds: readonly string[],
): Promise<Record<string, unknown>> {
  return { payments: await collectPayments(db, personIds), receipts: await collectReceipts(db, personIds) };
}

/**
 * Erases people from payments and receipts. What was paid, when and in which way stays, and so does the id by which the provider
 * gives it back; a payment that is under way keeps its buyer until it has ended. Hashes that risk is judged by stay until they
 * are 30 days old, and name nobody. @returns what is waited for; null when nothing is left
 */
export async function erase(
  tx: Transaction<Tables>,
  personIds: readonly string[],
): Promise<ErasureObstacle | null> {
  const ended = await lockEnded(tx, personIds);
  const byMethod = Map.groupBy(ended, ({ methodToken }) => anonymousToken(methodToken));
  for (const [method, payments] of byMethod) {
    const ids = payments.map(({ id }) => id);
    await eraseBuyer(tx, ids, method);
  }
  return (await areKnown(tx, personIds)) ? 'PAYMENTS_UNDER_WAY' : null;
}
