import { anyOf, type StatementSample, type Statements } from '@cartwright/database';
import type { StoreCurrency } from '@cartwright/money';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../tables.ts';

/** A price of a variant in one currency, and when it held. */
export type PricePeriod = Selectable<Tables['variantPriceHistory']>;

/** As many of a variant are told. */
const mostPeriods = 100;

/** What some variants cost in one currency, of each the present price first. */
export function readPeriods(
  db: Statements<Tables>,
  variantIds: readonly string[],
  currency: StoreCurrency,
): Promise<PricePeriod[]> {
  return db
    .selectFrom('productVariants as v')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('variantPriceHistory as period')
          .selectAll()
          .whereRef('period.variantId', '=', 'v.id')
          .where('period.currency', '=', currency)
          .orderBy('period.beganAt', 'desc')
          .limit(mostPeriods)
          .as('period'),
      (join) => join.onTrue(),
    )
    .selectAll('period')
    .where('v.id', '=', anyOf(variantIds))
    .orderBy('period.variantId')
    .orderBy('period.beganAt', 'desc')
    .execute();
}

/** Forgets prices that ended before a moment, a batch of them. @returns how many */
export async function trimPeriods(db: Statements<Tables>, before: Date, limit: number): Promise<number> {
  const { rows } = await sql`
    DELETE FROM variant_price_history WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM variant_price_history WHERE ended_at < ${before} ORDER BY ended_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )) RETURNING true`.execute(db);
  return rows.length;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => readPeriods(db, [''], 'EUR'),
  (db) => trimPeriods(db, new Date(0), 1),
];
