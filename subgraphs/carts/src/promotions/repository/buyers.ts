import { anyOf, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';

type Tx = Transaction<Tables>;

/** Codes that are for some people alone, and what they used of promotions, with their titles. */
export async function collectBuyers(
  db: Statements<Tables>,
  customerIds: readonly string[],
): Promise<{
  readonly codes: readonly object[];
  readonly uses: readonly object[];
  readonly counts: readonly object[];
}> {
  const codes = await db
    .selectFrom('promotionCodes as c')
    .innerJoin('promotions as p', 'p.id', 'c.promotionId')
    .select(['p.title', 'c.code', 'c.usageLimit', 'c.usedCount', 'c.createdAt'])
    .where('c.customerId', '=', anyOf(customerIds))
    .orderBy('c.createdAt')
    .orderBy('c.id')
    .execute();
  const uses = await db
    .selectFrom('promotionUses as u')
    .leftJoin('promotions as p', 'p.id', 'u.promotionId')
    .leftJoin('promotionCodes as c', 'c.id', 'u.codeId')
    .select(['u.orderId', 'p.title', 'c.code', 'u.usedAt'])
    .where('u.buyerKey', '=', anyOf(customerIds))
    .orderBy('u.usedAt')
    .orderBy('u.promotionId')
    .execute();
  const counts = await db
    .selectFrom('promotionBuyers as b')
    .innerJoin('promotions as p', 'p.id', 'b.promotionId')
    .select(['p.title', 'b.usedCount'])
    .where('b.buyerKey', '=', anyOf(customerIds))
    .orderBy('b.promotionId')
    .execute();
  return { codes, uses, counts };
}

/** Forgets buyers: their own codes and their counts; uses of their orders are nobody’s. */
export async function forgetBuyers(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await lockCountsOfBuyers(tx, customerIds);
  await tx.deleteFrom('promotionCodes').where('customerId', '=', anyOf(customerIds)).execute();
  await tx.deleteFrom('promotionBuyers').where('buyerKey', '=', anyOf(customerIds)).execute();
  await tx
    .updateTable('promotionUses')
    .set({ buyerKey: null })
    .where('buyerKey', '=', anyOf(customerIds))
    .execute();
}

/** Locks the counts of all that some people use or have codes of, in the same order as `lockCounts`. */
async function lockCountsOfBuyers(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await tx
    .selectFrom('promotionCounts as count')
    .select('count.promotionId')
    .where((eb) =>
      eb.or([
        eb(
          'count.promotionId',
          'in',
          eb.selectFrom('promotionCodes').select('promotionId').where('customerId', '=', anyOf(customerIds)),
        ),
        eb(
          'count.promotionId',
          'in',
          eb.selectFrom('promotionBuyers').select('promotionId').where('buyerKey', '=', anyOf(customerIds)),
        ),
        eb(
          'count.promotionId',
          'in',
          eb.selectFrom('promotionUses').select('promotionId').where('buyerKey', '=', anyOf(customerIds)),
        ),
      ]),
    )
    .orderBy('count.promotionId')
    .forNoKeyUpdate()
    .execute();
}

/** Deletes who used promotions that ended before a time, whose counts it locks. @returns how many */
export async function deleteBuyersOfEnded(
  db: Statements<Tables>,
  before: Date,
  limit: number,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('promotionBuyers')
    .where((eb) =>
      eb(
        eb.refTuple('promotionId', 'buyerKey'),
        'in',
        eb
          .selectFrom('promotionBuyers as buyer')
          .innerJoin('promotionCounts as count', 'count.promotionId', 'buyer.promotionId')
          .innerJoin('promotions as p', 'p.id', 'buyer.promotionId')
          .select(['buyer.promotionId', 'buyer.buyerKey'])
          .where('p.endsAt', '<', before)
          .orderBy('buyer.promotionId')
          .limit(limit)
          .forNoKeyUpdate('count')
          .$asTuple('promotionId', 'buyerKey'),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

const sampleId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => collectBuyers(tx, [sampleId]),
  (tx) => lockCountsOfBuyers(tx, [sampleId]),
  (tx) => deleteBuyersOfEnded(tx, new Date(0), 1),
];
