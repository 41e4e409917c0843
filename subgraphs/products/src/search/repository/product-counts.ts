import type { StatementSample } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import type { Tables } from '../../tables.ts';
import { ratingSteps } from '../rules/rating-steps.ts';
import { overCandidates } from './facet-candidates.ts';
import { meetsOthers, type Choices } from './facet-choices.ts';

/** Counts the facets that are about products. */
export function productCounts(choices: Choices): RawBuilder<unknown>[] {
  const steps = sql`unnest(${sql.val(ratingSteps)}::int[]) AS step (least) ON rating_average >= step.least`;
  return [
    countsOf('category', sql`category_id`, choices),
    countsOf('brand', sql`brand`, choices),
    countsOf('tag', sql`tag.name`, choices, sql`CROSS JOIN LATERAL unnest(tags) AS tag (name)`),
    countsOf('rating', sql`step.least`, choices, sql`JOIN ${steps}`),
  ];
}

function countsOf(
  facet: string,
  value: RawBuilder<unknown>,
  { ofProduct, ofOffer }: Choices,
  joined: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  const isOffered = ofOffer.length === 0 ? sql`true` : sql`id IN (SELECT product_id FROM fitting)`;
  return sql`
    SELECT ${sql.lit(facet)}::text AS facet, ${value}::text AS value, count(*)::int AS count
    FROM found ${joined} WHERE ${meetsOthers(ofProduct, facet)} AND ${isOffered} GROUP BY ${value}`;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) =>
    overCandidates(
      { brands: [''], offer: { currency: 'EUR', options: [{ name: 'Size', values: ['M'] }] } },
      (choices) => sql.join(productCounts(choices), sql` UNION ALL `),
    ).execute(tx),
];
