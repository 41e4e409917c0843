import type { StatementSample, Statements } from '@cartwright/database';
import { sql } from 'kysely';
import { inFilter, mostCounted, type ProductFilter } from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';

/** Counts in one statement how many products each of some filters finds, up to `mostCounted`. */
export async function countWithin(
  db: Statements<Tables>,
  filters: readonly ProductFilter[],
): Promise<number[]> {
  if (filters.length === 0) return [];
  const counts = filters.map(
    (filter) => sql`(
      SELECT count(*)::int FROM (SELECT FROM products p WHERE ${inFilter(filter)} LIMIT ${sql.lit(mostCounted)}) AS found)`,
  );
  const { rows } = await sql<{ counts: number[] }>`SELECT ARRAY[${sql.join(counts)}] AS counts`.execute(db);
  return rows[0]?.counts ?? [];
}

const cheap = { minMinor: null, maxMinor: 5_000 };
const long = { number: 10, typed: '10' };
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) =>
    countWithin(tx, [
      { tsquery: 'mug', offer: { currency: 'EUR', price: cheap } },
      {
        attributes: [{ key: 'length', values: [], range: { min: long, max: null } }],
        offer: { currency: 'EUR' },
      },
    ]),
];
