import {
  anyOf,
  insertRows,
  partOfList,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** What buyers enter to have a promotion. */
export type PromotionCode = Readonly<Selectable<Tables['promotionCodes']>>;

const columns = [
  'c.id',
  'c.promotionId',
  'c.code',
  'c.batchId',
  'c.customerId',
  'c.usageLimit',
  'c.usedCount',
  'c.createdAt',
] as const;

/** Adds codes; those that there are already, of any promotion, are left out. @returns the ones that were added */
export async function insertCodes(
  tx: Transaction<Tables>,
  codes: readonly PromotionCode[],
): Promise<PromotionCode[]> {
  const [first, ...others] = codes;
  if (first === undefined) return [];
  return insertRows(tx, 'promotionCodes', [first, ...others])
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returningAll()
    .execute();
}

/** Which codes of a promotion. */
export interface CodeFilter {
  readonly promotionId: string;
  /** Null for any, as the others. */
  readonly batchId: string | null;
  readonly customerId: string | null;
  /** What the code begins with, in capital letters. */
  readonly prefix: string | null;
  readonly isUsed: boolean | null;
}

/** A part of a promotion's codes, the latest first. */
export function listCodes(
  db: Statements<Tables>,
  filter: CodeFilter,
  slice: InstantSlice,
): Promise<PromotionCode[]> {
  const list = filtered(db, filter).select(columns);
  return partOfList(list, { by: ['c.createdAt', 'c.id'], order: 'desc' }, slice).execute();
}

/** How many there are. */
export async function countCodes(db: Statements<Tables>, filter: CodeFilter): Promise<number> {
  const { count } = await filtered(db, filter)
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function filtered(db: Statements<Tables>, { promotionId, batchId, customerId, prefix, isUsed }: CodeFilter) {
  return db
    .selectFrom('promotionCodes as c')
    .where('c.promotionId', '=', promotionId)
    .$if(batchId !== null, (query) => query.where('c.batchId', '=', batchId))
    .$if(customerId !== null, (query) => query.where('c.customerId', '=', customerId))
    .$if(prefix !== null, (query) => query.where(sql<boolean>`starts_with(c.code, ${prefix})`))
    .$if(isUsed !== null, (query) => query.where(sql<boolean>`(c.used_count > 0) = ${isUsed}`));
}

/** Which codes of a promotion go: those of these ids, or all that were made at once. */
export type UnwantedCodes = { readonly ids: readonly string[] } | { readonly batchId: string };

/** Deletes codes of a promotion. @returns the ids of those that were there */
export async function deleteCodes(
  tx: Transaction<Tables>,
  promotionId: string,
  unwanted: UnwantedCodes,
): Promise<string[]> {
  const rows = await tx
    .deleteFrom('promotionCodes as c')
    .where('c.promotionId', '=', promotionId)
    .where((eb) =>
      'ids' in unwanted ? eb('c.id', '=', anyOf(unwanted.ids)) : eb('c.batchId', '=', unwanted.batchId),
    )
    .returning('c.id')
    .execute();
  return rows.map(({ id }) => id);
}

const at = new Date(0);
const sampleId = '00000000-0000-7000-8000-000000000000';
const sampleFilter: CodeFilter = {
  promotionId: sampleId,
  batchId: sampleId,
  customerId: sampleId,
  prefix: 'A',
  isUsed: true,
};
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => listCodes(tx, sampleFilter, { size: 1, after: { at, id: sampleId }, direction: 'forward' }),
  (tx) => countCodes(tx, sampleFilter),
  (tx) => deleteCodes(tx, sampleId, { ids: [sampleId] }),
  (tx) => deleteCodes(tx, sampleId, { batchId: sampleId }),
];
