import type { StatementSample, Statements } from '@cartwright/database';
import { sql } from 'kysely';
import { productColumns, type Product } from '../../catalogue/door.ts';
import { isFoundBy } from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';

/** How many products one suggestion compares. */
const maxCompared = 500;

/**
 * The best of the products that a `tsquery` finds: those that have it in their name first, then
 * by rating. Of a query that finds thousands, only some are looked at.
 */
export function readSuggestions(db: Statements<Tables>, tsquery: string, limit: number): Promise<Product[]> {
  const isInName = sql`ts_filter(p.document, '{a}') @@ ${tsquery}::tsquery`;
  return db
    .with(
      (cte) => cte('found').materialized(),
      (query) => query.selectFrom('products as p').selectAll().where(isFoundBy(tsquery)).limit(maxCompared),
    )
    .selectFrom('found as p')
    .select(productColumns)
    .orderBy(isInName, 'desc')
    .orderBy('p.ratingAverage', 'desc')
    .orderBy('p.ratingCount', 'desc')
    .orderBy('p.id', 'desc')
    .limit(limit)
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(tx) => readSuggestions(tx, 'mug', 1)];
