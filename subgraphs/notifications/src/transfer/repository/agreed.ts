import type { StatementSample, Statements } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import type { AgreedAddress } from '../rules/consent-record.ts';

/**
 * So many addresses behind one whose last word on the newsletter is yes, in the order of the addresses. A name is that of the account that has
 * proved the address to be its own.
 */
export function readAgreed(
  db: Statements<Tables>,
  { last, limit }: { readonly last: string | undefined; readonly limit: number },
): Promise<AgreedAddress[]> {
  const latest = db
    .selectFrom('consents')
    .distinctOn('email')
    .select(['email', 'userId', 'isGiven', 'source', 'createdAt', 'askedAt'])
    .where('kind', '=', 'NEWSLETTER')
    .$if(last !== undefined, (behind) => behind.where('email', '>', last ?? ''))
    .orderBy('email')
    .orderBy('id', 'desc');
  return db
    .selectFrom(latest.as('said'))
    .leftJoin('customers', (join) =>
      join
        .onRef('customers.customerId', '=', 'said.userId')
        .onRef('customers.confirmedEmail', '=', 'said.email'),
    )
    .select(['said.email', 'said.userId', 'said.source', 'said.createdAt', 'said.askedAt'])
    .select(['customers.firstName', 'customers.locale'])
    .where('said.isGiven', '=', true)
    .orderBy('said.email')
    .limit(limit)
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => readAgreed(db, { last: 'a@example.com', limit: 1 }),
];
