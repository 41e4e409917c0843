import {
  anyOf,
  insertRows,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import type { Tables } from '../../tables.ts';
import type { Sale } from '../rules/sale.ts';

const columns = [
  'id',
  'variantId',
  'currency',
  'amountMinor',
  'compareAtMinor',
  'startsAt',
  'endsAt',
  'isRunning',
  'regularAmountMinor',
  'regularCompareAtMinor',
  'dueAt',
] as const;

/** The sales of some variants that are to come or run, by their start. */
export function readSales(db: Statements<Tables>, variantIds: readonly string[]): Promise<Sale[]> {
  return db
    .selectFrom('variantSales')
    .select(columns)
    .where('variantId', '=', anyOf(variantIds))
    .orderBy('startsAt')
    .orderBy('id')
    .execute();
}

/** A sale; undefined when there is none of that id any more. */
export function findSale(db: Statements<Tables>, id: string): Promise<Sale | undefined> {
  return db.selectFrom('variantSales').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Variants with sales that are to begin or to end. */
export interface DueVariants {
  readonly variantIds: readonly string[];
  /** Whether there may be more such sales. */
  readonly hasMore: boolean;
}

/** The variants of so many sales at most that are to begin or to end, the longest overdue first. */
export async function findDueVariants(
  db: Statements<Tables>,
  now: Date,
  limit: number,
): Promise<DueVariants> {
  const rows = await db
    .selectFrom('variantSales')
    .select('variantId')
    .where('dueAt', '<=', now)
    .where((eb) => eb.or([eb('retryAt', 'is', null), eb('retryAt', '<=', now)]))
    .orderBy('dueAt')
    .limit(limit)
    .execute();
  const variantIds = [...new Set(rows.map(({ variantId }) => variantId))];
  return { variantIds, hasMore: rows.length === limit };
}

/** Leaves a variant's sales that are to begin or to end for later. */
export async function postponeSales(
  db: Statements<Tables>,
  variantId: string,
  { now, retryAt }: { readonly now: Date; readonly retryAt: Date },
): Promise<void> {
  await db
    .updateTable('variantSales')
    .set({ retryAt })
    .where('variantId', '=', variantId)
    .where('dueAt', '<=', now)
    .execute();
}

/** Stores sales of locked variants, new ones and what has become of others. */
export async function saveSales(tx: Transaction<Tables>, [first, ...rest]: readonly Sale[]): Promise<void> {
  if (first === undefined) return;
  await insertRows(tx, 'variantSales', [first, ...rest])
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        isRunning: eb.ref('excluded.isRunning'),
        regularAmountMinor: eb.ref('excluded.regularAmountMinor'),
        regularCompareAtMinor: eb.ref('excluded.regularCompareAtMinor'),
        dueAt: eb.ref('excluded.dueAt'),
      })),
    )
    .execute();
}

/** Deletes sales of locked variants: they are over, or are not to be. */
export async function deleteSales(tx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.deleteFrom('variantSales').where('id', '=', anyOf(ids)).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => readSales(db, ['']),
  (db) => findSale(db, ''),
  (db) => findDueVariants(db, new Date(0), 1),
  (db) => postponeSales(db, '', { now: new Date(0), retryAt: new Date(0) }),
];
