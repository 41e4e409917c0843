import {
  anyOf,
  partOfList,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** A customer who pays no tax, and why. */
export type CustomerExemption = Readonly<Selectable<Tables['customerTaxExemptions']>>;

/** Who of some customers pays no tax, by id; whether it has ended is not looked at. */
export async function findExemptions(
  db: Statements<Tables>,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, CustomerExemption>> {
  if (customerIds.length === 0) return new Map();
  const found = await db
    .selectFrom('customerTaxExemptions')
    .selectAll()
    .where('customerId', '=', anyOf(customerIds))
    .execute();
  return new Map(found.map((exemption) => [exemption.customerId, exemption]));
}

/** A part of the exemptions, the latest first. */
export function listExemptions(db: Statements<Tables>, slice: InstantSlice): Promise<CustomerExemption[]> {
  const all = db.selectFrom('customerTaxExemptions').selectAll();
  return partOfList(all, { by: ['setAt', 'customerId'], order: 'desc' }, slice).execute();
}

/** How many exemptions there are. */
export async function countExemptions(db: Statements<Tables>): Promise<number> {
  const { count } = await db
    .selectFrom('customerTaxExemptions')
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Keeps a customer from being erased until the transaction ends. @returns whether there is one of that id */
export async function holdCustomer(tx: Transaction<Tables>, customerId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('customers')
    .select('customerId')
    .where('customerId', '=', customerId)
    .forKeyShare()
    .executeTakeFirst();
  return found !== undefined;
}

/** Stores an exemption in the place of the customer's former one. */
export async function saveExemption(tx: Transaction<Tables>, exemption: CustomerExemption): Promise<void> {
  const { customerId, ...said } = exemption;
  await tx
    .insertInto('customerTaxExemptions')
    .values({ customerId, ...said })
    .onConflict((conflict) => conflict.column('customerId').doUpdateSet(said))
    .execute();
}

/** Removes a customer's exemption. @returns what it was; undefined where there is none */
export function deleteExemption(
  tx: Transaction<Tables>,
  customerId: string,
): Promise<CustomerExemption | undefined> {
  return tx
    .deleteFrom('customerTaxExemptions')
    .where('customerId', '=', customerId)
    .returningAll()
    .executeTakeFirst();
}

const anybody = '01990000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => findExemptions(db, [anybody]),
  (db) => listExemptions(db, { size: 1, after: { at: new Date(0), id: anybody }, direction: 'forward' }),
  (db) => countExemptions(db),
  (tx) => holdCustomer(tx, anybody),
  (tx) => deleteExemption(tx, anybody),
];
