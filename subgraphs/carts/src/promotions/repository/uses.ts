import {
  anyOf,
  deleteBatch,
  recordset,
  withColumns,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { CountedPromotion, ReservedUse, UseCounts } from '../rules/reserve-uses.ts';

type Tx = Transaction<Tables>;

/** How often some promotions were used and may be, and those that some orders use. Nobody else counts their uses, nor those of their codes and buyers, until the transaction ends. */
export function lockCounts(
  tx: Tx,
  promotionIds: readonly string[],
  orderIds: readonly string[] = [],
): Promise<CountedPromotion[]> {
  return tx
    .selectFrom('promotionCounts as count')
    .innerJoin('promotions as p', 'p.id', 'count.promotionId')
    .select([
      'count.promotionId',
      'count.usedCount as used',
      'p.usageLimit as limit',
      'p.usageLimitPerCustomer as limitPerBuyer',
    ])
    .where((eb) => {
      const named = eb('count.promotionId', '=', anyOf(promotionIds));
      if (orderIds.length === 0) return named;
      const used = eb
        .selectFrom('promotionUses')
        .select('promotionId')
        .where('orderId', '=', anyOf(orderIds));
      return eb.or([named, eb('count.promotionId', 'in', used)]);
    })
    .orderBy('count.promotionId')
    .forNoKeyUpdate('count')
    .execute();
}

/** Whose uses are looked at. */
export interface AskedUses {
  readonly orderIds: readonly string[];
  readonly promotionIds: readonly string[];
  /** In capital letters. */
  readonly codes: readonly string[];
  readonly buyerKeys: readonly string[];
  /** Orders that are replaced. */
  readonly replacedIds: readonly string[];
}

/** What is counted of codes and buyers of promotions whose counts are locked, and which of the orders have uses already. */
export interface CountedUses extends Pick<Required<UseCounts>, 'codes' | 'buyers' | 'replaced'> {
  readonly reserved: readonly string[];
}

/** Reads it with one statement. */
export async function readUses(
  tx: Tx,
  { orderIds, promotionIds, codes, buyerKeys, replacedIds }: AskedUses,
): Promise<CountedUses> {
  const { counted } = await tx
    .selectNoFrom(() =>
      sql<CountedUses>`json_build_object(
        'reserved', coalesce((SELECT json_agg(DISTINCT u.order_id) FROM promotion_uses u WHERE u.order_id = any(${orderIds}::uuid[])), '[]'),
        'codes', coalesce((SELECT json_agg(json_build_object('codeId', c.id, 'promotionId', c.promotion_id, 'code', c.code,
          'used', c.used_count, 'limit', c.usage_limit)) FROM promotion_codes c WHERE c.code = any(${codes}::text[])), '[]'),
        'buyers', coalesce((SELECT json_agg(json_build_object('promotionId', b.promotion_id, 'buyerKey', b.buyer_key, 'used', b.used_count))
          FROM promotion_buyers b WHERE b.promotion_id = any(${promotionIds}::uuid[]) AND b.buyer_key = any(${buyerKeys}::text[])), '[]'),
        'replaced', coalesce((SELECT json_agg(json_build_object('orderId', r.order_id, 'promotionId', r.promotion_id, 'codeId', r.code_id,
          'buyerKey', r.buyer_key)) FROM promotion_uses r WHERE r.order_id = any(${replacedIds}::uuid[])), '[]')
      )`.as('counted'),
    )
    .executeTakeFirstOrThrow();
  return counted;
}

/** Counts uses of orders and keeps them, where the counts of the promotions are locked: with one statement. */
export async function saveUses(tx: Tx, uses: readonly ReservedUse[]): Promise<void> {
  if (uses.length === 0) return;
  const counted = tx
    .with('given', (db) => db.selectFrom(recordset(tx, 'promotionUses', uses).as('use')).selectAll())
    .with('promotion', (db) =>
      db
        .updateTable('promotionCounts as count')
        .from((eb) =>
          eb
            .selectFrom('given')
            .select(['given.promotionId', sql<number>`count(*)::int4`.as('more')])
            .groupBy('given.promotionId')
            .as('added'),
        )
        .set((eb) => ({ usedCount: eb('count.usedCount', '+', eb.ref('added.more')) }))
        .whereRef('count.promotionId', '=', 'added.promotionId'),
    )
    .with('code', (db) =>
      db
        .updateTable('promotionCodes as code')
        .from((eb) =>
          eb
            .selectFrom('given')
            .select(['given.codeId', sql<number>`count(*)::int4`.as('more')])
            .groupBy('given.codeId')
            .as('added'),
        )
        .set((eb) => ({ usedCount: eb('code.usedCount', '+', eb.ref('added.more')) }))
        .whereRef('code.id', '=', 'added.codeId'),
    )
    .with('buyer', (db) =>
      withColumns(db.insertInto('promotionBuyers'), ['promotionId', 'buyerKey', 'usedCount'])
        .expression(
          db
            .selectFrom('given')
            .select(['given.promotionId', sql<string>`given.buyer_key`.as('buyerKey')])
            .select(sql<number>`count(*)::int4`.as('usedCount'))
            .where('given.buyerKey', 'is not', null)
            .groupBy(['given.promotionId', 'given.buyerKey']),
        )
        .onConflict((conflict) =>
          conflict.columns(['promotionId', 'buyerKey']).doUpdateSet((eb) => ({
            usedCount: eb('promotionBuyers.usedCount', '+', eb.ref('excluded.usedCount')),
          })),
        ),
    );
  const columns = ['orderId', 'promotionId', 'codeId', 'buyerKey', 'usedAt'] as const;
  await withColumns(counted.insertInto('promotionUses'), columns)
    .expression((eb) =>
      eb
        .selectFrom('given')
        .select(['given.orderId', 'given.promotionId', 'given.codeId', 'given.buyerKey'])
        .select(sql<Date>`now()`.as('usedAt')),
    )
    .execute();
}

/** Locks the counts of all that some orders use, in the same order as `lockCounts`. @returns whether they use anything */
export async function lockCountsOf(tx: Tx, orderIds: readonly string[]): Promise<boolean> {
  const rows = await tx
    .selectFrom('promotionCounts as count')
    .select('count.promotionId')
    .where('count.promotionId', 'in', (eb) =>
      eb.selectFrom('promotionUses').select('promotionId').where('orderId', '=', anyOf(orderIds)),
    )
    .orderBy('count.promotionId')
    .forNoKeyUpdate()
    .execute();
  return rows.length > 0;
}

/** Takes uses of orders off the counts, which are locked, and forgets them: with one statement. */
export async function removeUses(tx: Tx, orderIds: readonly string[]): Promise<void> {
  await tx
    .with('gone', (db) =>
      db
        .deleteFrom('promotionUses')
        .where('orderId', '=', anyOf(orderIds))
        .returning(['promotionId', 'codeId', 'buyerKey']),
    )
    .with('promotion', (db) =>
      db
        .updateTable('promotionCounts as count')
        .from((eb) =>
          eb
            .selectFrom('gone')
            .select(['gone.promotionId', sql<number>`count(*)::int4`.as('less')])
            .groupBy('gone.promotionId')
            .as('given'),
        )
        .set((eb) => ({ usedCount: eb('count.usedCount', '-', eb.ref('given.less')) }))
        .whereRef('count.promotionId', '=', 'given.promotionId'),
    )
    .with('code', (db) =>
      db
        .updateTable('promotionCodes as code')
        .from((eb) =>
          eb
            .selectFrom('gone')
            .select(['gone.codeId', sql<number>`count(*)::int4`.as('less')])
            .groupBy('gone.codeId')
            .as('given'),
        )
        .set((eb) => ({ usedCount: eb('code.usedCount', '-', eb.ref('given.less')) }))
        .whereRef('code.id', '=', 'given.codeId'),
    )
    .updateTable('promotionBuyers as buyer')
    .from((eb) =>
      eb
        .selectFrom('gone')
        .select(['gone.promotionId', 'gone.buyerKey', sql<number>`count(*)::int4`.as('less')])
        .groupBy(['gone.promotionId', 'gone.buyerKey'])
        .as('given'),
    )
    .set((eb) => ({ usedCount: eb('buyer.usedCount', '-', eb.ref('given.less')) }))
    .whereRef('buyer.promotionId', '=', 'given.promotionId')
    .whereRef('buyer.buyerKey', '=', 'given.buyerKey')
    .execute();
}

/** Deletes uses from before a time: nothing gives them back any more. @returns how many */
export function deleteUsesBefore(db: Statements<Tables>, before: Date, limit: number): Promise<number> {
  const old = db.selectFrom('promotionUses').select('orderId').where('usedAt', '<', before);
  return deleteBatch(db, 'promotionUses', { key: 'orderId', old, limit });
}

const at = new Date(0);
const sampleId = '00000000-0000-7000-8000-000000000000';
const sampleUse = { orderId: sampleId, promotionId: sampleId, codeId: sampleId, buyerKey: 'a' };
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => lockCounts(tx, [sampleId], [sampleId]),
  (tx) =>
    readUses(tx, {
      orderIds: [sampleId],
      promotionIds: [sampleId],
      codes: ['A'],
      buyerKeys: ['a'],
      replacedIds: [sampleId],
    }),
  (tx) => saveUses(tx, [sampleUse]),
  (tx) => lockCountsOf(tx, [sampleId]),
  (tx) => removeUses(tx, [sampleId]),
  (tx) => deleteUsesBefore(tx, at, 1),
];
