import { partOfList, type StatementSample, type Statements, type Transaction } from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { StockPolicy } from '../rules/policy.ts';

/** All that staff see of a variant's stock. */
export interface VariantStock extends StockPolicy {
  readonly variantId: string;
  readonly available: number;
  readonly reserved: number;
  readonly sold: number;
  readonly version: number;
  readonly policyVersion: number;
  readonly isPart: boolean;
  readonly isBundle: boolean;
}

/** A variant of which few are left. */
export interface LowStock extends VariantStock {
  readonly id: string;
  readonly since: Date;
}

const columns = [
  's.variantId',
  's.available',
  's.reserved',
  's.sold',
  's.version',
  's.policyVersion',
  's.isPart',
  's.isBundle',
  's.safetyStock',
  's.whenSoldOut',
  's.backorderLimit',
  's.expectedAt',
  's.lowStockAt',
] as const;

/** The stock of a variant, if there is such a variant. */
export function findVariantStock(
  db: Statements<Tables>,
  variantId: string,
): Promise<VariantStock | undefined> {
  return db.selectFrom('stock as s').select(columns).where('s.variantId', '=', variantId).executeTakeFirst();
}

/** The same, locked until the transaction ends. */
export function lockVariantStock(
  tx: Transaction<Tables>,
  variantId: string,
): Promise<VariantStock | undefined> {
  return tx
    .selectFrom('stock as s')
    .select(columns)
    .where('s.variantId', '=', variantId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Stores how a variant that this transaction has locked is sold, and what may be bought by it. */
export async function savePolicy(tx: Transaction<Tables>, stock: VariantStock): Promise<void> {
  const { variantId, available, version, policyVersion } = stock;
  const { safetyStock, whenSoldOut, backorderLimit, expectedAt, lowStockAt } = stock;
  await tx
    .updateTable('stock')
    .set({ available, version, policyVersion })
    .set({ safetyStock, whenSoldOut, backorderLimit, expectedAt, lowStockAt })
    .where('variantId', '=', variantId)
    .execute();
}

/** A part of the variants of which few are left, those that became so last first. */
export function listLowStock(db: Statements<Tables>, slice: InstantSlice): Promise<LowStock[]> {
  const list = db
    .selectFrom('lowStock as low')
    .innerJoin('stock as s', 's.variantId', 'low.variantId')
    .select(['low.variantId as id', 'low.since', ...columns]);
  return partOfList(list, { by: ['low.since', 'low.variantId'], order: 'desc' }, slice).execute();
}

/** How many variants there are of which few are left. */
export async function countLowStock(db: Statements<Tables>): Promise<number> {
  const { count } = await db
    .selectFrom('lowStock')
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (db) => listLowStock(db, { size: 1, after: { at: new Date(0), id: '' }, direction: 'backward' }),
  (db) => countLowStock(db),
];
