import type { Statements, Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { MethodOffers } from './ports.ts';
import type { MethodOffer } from './rules.ts';

/** The copy in PostgreSQL. */
export function methodOffers(db: Statements<Tables>): MethodOffers {
  return { keep: keepOffer, newest: (tx) => newestOffer(tx ?? db) };
}

/** Stores an offer, unless what is stored is as new or newer. */
async function keepOffer(tx: Transaction<Tables>, { offeredAt, tokenForms }: MethodOffer): Promise<void> {
  const row = { offeredAt, tokenForms: [...tokenForms] };
  await tx
    .insertInto('paymentMethodOffers')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('only')
        .doUpdateSet(row)
        .whereRef('excluded.offeredAt', '>', 'paymentMethodOffers.offeredAt'),
    )
    .execute();
}

function newestOffer(db: Statements<Tables>): Promise<MethodOffer | undefined> {
  return db.selectFrom('paymentMethodOffers').select(['offeredAt', 'tokenForms']).executeTakeFirst();
}
