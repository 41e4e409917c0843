import type { Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import type { Dependencies } from '../ports.ts';
import { isSecondActiveCart } from '../repository/cart-store.ts';

/** Runs work in one transaction; again when it lost against another one, or another one gave the owner an ACTIVE cart first. */
export function transactCarts<Stores, R>(
  {
    database,
    storesWithin,
  }: Pick<Dependencies<Stores>, 'storesWithin'> & {
    readonly database: Pick<Dependencies['database'], 'transaction'>;
  },
  work: (stores: Stores, tx: Transaction<Tables>) => Promise<R>,
): Promise<R> {
  return database.transaction((tx) => work(storesWithin(tx), tx), { alsoRetry: isSecondActiveCart });
}
