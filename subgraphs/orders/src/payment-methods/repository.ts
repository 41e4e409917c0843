import { gather, type Statements, type Transaction } from '@cartwright/database';
import type { Tables } from '../generated/tables.ts';
import type { MethodOffers } from './ports.ts';
import type { MethodOffer } from './rules.ts';

const batchSize = 64;

/** The copy in PostgreSQL; orders that are placed at the same time look at it together. */
export function methodOffers(db: Statements<Tables>): MethodOffers {
  const gathered = gather({
    limit: batchSize,
    run: async (asked: readonly undefined[]) => {
      const offer = await newestOffer(db);
      return asked.map(() => offer);
    },
  });
  return { keep: keepOffer, newest: (tx) => (tx === undefined ? gathered(undefined) : newestOffer(tx)) };
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
