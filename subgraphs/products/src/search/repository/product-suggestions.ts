import type { StatementSample, Statements } from '@cartwright/database';
import { sql } from 'kysely';
import type { ProductRef } from '../../catalogue/door.ts';
import { isFoundBy, isNamedBy } from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';

/** How many products of each kind one suggestion compares. */
const maxCompared = 200;

/**
 * The best of the products that a `tsquery` finds: those that have it in their name first, then by rating. Of a query that
 * finds thousands, only some are looked at; others than in names only if those are not enough.
 */
export async function readSuggestions(
  db: Statements<Tables>,
  tsquery: string,
  limit: number,
): Promise<ProductRef[]> {
  const columns = sql`p.id, p.rating_average, p.rating_count`;
  const { rows } = await sql<ProductRef>`
    WITH named AS MATERIALIZED (
      SELECT ${columns}, true AS is_named FROM products p WHERE ${isNamedBy(tsquery)} LIMIT ${sql.lit(maxCompared)}
    ), others AS MATERIALIZED (
      SELECT ${columns}, false FROM products p
      WHERE (SELECT count(*) FROM named) < ${limit}::integer AND ${isFoundBy(tsquery)}
        AND p.id <> ALL (ARRAY(SELECT id FROM named)) LIMIT ${sql.lit(maxCompared)}
    ), best AS MATERIALIZED (
      SELECT * FROM (SELECT * FROM named UNION ALL SELECT * FROM others) AS found
      ORDER BY is_named DESC, rating_average DESC, rating_count DESC, id DESC LIMIT ${limit}::integer
    )
    SELECT p.id, p.revision FROM best JOIN products p ON p.id = best.id
    ORDER BY best.is_named DESC, best.rating_average DESC, best.rating_count DESC, best.id DESC`.execute(db);
  return rows;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(tx) => readSuggestions(tx, 'mug', 1)];
