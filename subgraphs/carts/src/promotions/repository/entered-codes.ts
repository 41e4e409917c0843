import type { Statements, StatementSample } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import type { CodeRefusal, EnteredCode } from '../rules/entered-code.ts';

/** Who enters codes, and for what; as parameters or as columns of a row `c` that they are read with. */
export interface EnteredBy {
  /** As they were entered. */
  readonly codes: RawBuilder<readonly string[]>;
  readonly customerId: RawBuilder<string>;
  /** The order that a cart is frozen for: what it has used itself is not used up for it. Null for none. */
  readonly orderId: RawBuilder<string | null>;
  readonly now: RawBuilder<Date>;
}

/** Codes that a buyer has entered with what they are for, in the order in which they were entered: `code`, `promotionId`, `refusal`, `nth`. */
export function selectEnteredCodes(db: Statements<Tables>, { codes, customerId, orderId, now }: EnteredBy) {
  const asked = sql<{ code: string; nth: number }>`unnest(${codes}) with ordinality`;
  const used = sql<boolean>`NOT EXISTS (SELECT FROM promotion_uses u WHERE u.order_id = ${orderId} AND u.promotion_id = p.id)
    AND (count.used_count >= p.usage_limit OR known.used_count >= known.usage_limit OR buyer.used_count >= p.usage_limit_per_customer)`;
  const refusal = sql<CodeRefusal | null>`CASE WHEN p.id IS NULL THEN 'NOT_FOUND' WHEN p.ends_at <= ${now} THEN 'ENDED'
    WHEN p.starts_at > ${now} THEN 'NOT_BEGUN' WHEN ${used} THEN 'USED_UP'
    WHEN known.customer_id <> ${customerId} THEN 'NOT_FOR_BUYER' END`;
  return db
    .selectFrom(asked.as<'asked'>(sql`asked(code, nth)`))
    .leftJoin('promotionCodes as known', (join) => join.on(sql<boolean>`known.code = upper(asked.code)`))
    .leftJoin('promotions as p', (join) =>
      join.onRef('p.id', '=', 'known.promotionId').on('p.isEnabled', '=', sql<boolean>`true`),
    )
    .leftJoin('promotionCounts as count', 'count.promotionId', 'p.id')
    .leftJoin('promotionBuyers as buyer', (join) =>
      join.onRef('buyer.promotionId', '=', 'p.id').on(sql<boolean>`buyer.buyer_key = ${customerId}::text`),
    )
    .select(['asked.code', 'p.id as promotionId', 'asked.nth'])
    .select(refusal.as('refusal'));
}

/** Who enters codes, and when. */
export interface CodeBuyer {
  /** Of a guest the id of their session's user. */
  readonly customerId: string;
  readonly now: Date;
}

/** What codes are for at a moment, in the order in which they are given: with one statement, however many. */
export async function readCodes(
  db: Statements<Tables>,
  codes: readonly string[],
  { customerId, now }: CodeBuyer,
): Promise<EnteredCode[]> {
  if (codes.length === 0) return [];
  const rows = await selectEnteredCodes(db, {
    codes: sql`${codes}::text[]`,
    customerId: sql`${customerId}::uuid`,
    orderId: sql`NULL::uuid`,
    now: sql`${now}::timestamptz`,
  })
    .orderBy('asked.nth')
    .execute();
  return rows.map(({ code, promotionId, refusal }) => ({ code, promotionId, refusal }));
}

const sampleId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => readCodes(tx, ['A'], { customerId: sampleId, now: new Date(0) }),
];
