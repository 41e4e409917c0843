import type { Transaction } from '@cartwright/database';
import type { Insertable } from 'kysely';
import type { Tables } from '../tables.ts';

/** What prices may depend on of a customer. */
export type KnownCustomer = Readonly<Insertable<Tables['customers']>>;

/** Stores what is known of a customer, unless something newer is stored. */
export async function saveCustomer(
  tx: Transaction<Tables>,
  { customerId, ...known }: KnownCustomer,
): Promise<void> {
  await tx
    .insertInto('customers')
    .values({ customerId, ...known })
    .onConflict((conflict) =>
      conflict.column('customerId').doUpdateSet(known).where('customers.version', '<', known.version),
    )
    .execute();
}
