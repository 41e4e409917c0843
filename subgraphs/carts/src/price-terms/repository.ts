import type { StatementSample, Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';

/**
 * Says that prices of carts may be others from this transaction on: for whoever changes a promotion or a rate of tax. Until it ends nobody
 * else can say so: call it late.
 */
export async function raisePriceTerms(tx: Transaction<Tables>): Promise<void> {
  await tx
    .updateTable('priceTerms')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [(tx) => raisePriceTerms(tx)];
