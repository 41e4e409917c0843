import type { StatementSample } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import type { Tables } from '../../tables.ts';
import { ratingSteps } from '../rules/rating-steps.ts';
import { facetSets, withSets, type FacetSet } from './facet-sets.ts';

/** Counts the facets that are about products, each over its set. */
export function productCounts(setOf: (facet: string) => FacetSet): RawBuilder<unknown>[] {
  const steps = sql`unnest(${sql.val(ratingSteps)}::int[]) AS step (least) ON rating_average >= step.least`;
  return [
    countsOf('category', sql`category_id`, setOf),
    countsOf('brand', sql`brand`, setOf),
    countsOf('tag', sql`tag.name`, setOf, sql`CROSS JOIN LATERAL unnest(tags) AS tag (name)`),
    countsOf('rating', sql`step.least`, setOf, sql`JOIN ${steps}`),
  ];
}

function countsOf(
  facet: string,
  value: RawBuilder<unknown>,
  setOf: (facet: string) => FacetSet,
  joined: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  return sql`
    SELECT ${sql.lit(facet)}::text AS facet, ${value}::text AS value, count(*)::int AS count
    FROM ${setOf(facet).products} ${joined} GROUP BY ${value}`;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => {
    const [all] = facetSets({ brands: [''], offer: { currency: 'EUR' } });
    if (all === undefined) throw new TypeError('There is a set for what is not chosen');
    return sql`${withSets([all])} ${sql.join(
      productCounts(() => all),
      sql` UNION ALL `,
    )}`.execute(tx);
  },
];
