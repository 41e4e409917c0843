import type { Transaction } from '@cartwright/database';
import type { Tables } from '../src/generated/tables.ts';
import { openTestDatabase } from './open-test-database.ts';

/** Stores in PostgreSQL, on a database of their own. */
export async function openStores<Stores>(storesWithin: (tx: Transaction<Tables>) => Stores) {
  const { database, [Symbol.asyncDispose]: dispose } = await openTestDatabase();
  return {
    transaction: <R>(work: (stores: Stores) => Promise<R>): Promise<R> =>
      database.transaction((tx) => work(storesWithin(tx))),
    [Symbol.asyncDispose]: dispose,
  };
}
