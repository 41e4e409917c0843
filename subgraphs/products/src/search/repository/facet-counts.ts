import type { StatementSample, Statements } from '@cartwright/database';
import { sql } from 'kysely';
import type { ProductFilter } from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';
import type { FacetCount } from '../rules/facet-count.ts';
import { overCandidates } from './facet-candidates.ts';
import { offerCounts, optionCounts } from './offer-counts.ts';
import { productCounts } from './product-counts.ts';

/**
 * Counts every facet of a filter in one statement: how many products remain if a choice is made. Each facet's counts ignore
 * the filter's choice in that facet, and one variant meets all that is asked of variants.
 */
export async function countFacets(db: Statements<Tables>, filter: ProductFilter): Promise<FacetCount[]> {
  const counts = overCandidates<FacetCount>(filter, (choices) =>
    sql.join(
      [...productCounts(choices), ...offerCounts(choices), ...optionCounts(choices)],
      sql` UNION ALL `,
    ),
  );
  return (await counts.execute(db)).rows;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => countFacets(tx, { offer: { currency: 'EUR' } }),
  (tx) =>
    countFacets(tx, {
      tsquery: 'mug',
      categoryIds: [''],
      brands: ['Thistlebarn'],
      tags: ['organic'],
      minimumRating: 4,
      offer: {
        currency: 'EUR',
        availableForSale: true,
        price: { minMinor: 1, maxMinor: 2 },
        options: [{ name: 'Size', values: ['M'] }],
      },
    }),
];
