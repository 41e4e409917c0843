import type { StatementSample, Statements } from '@cartwright/database';
import { sql, type RawBuilder } from 'kysely';
import type { ProductFilter } from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';
import type { FacetCount } from '../rules/facet-count.ts';
import { noAttributes, type ShownAttributes } from '../rules/shown-attributes.ts';
import { facetSets, withSets, type FacetSet } from './facet-sets.ts';
import { valueCounts } from './value-counts.ts';

/**
 * Counts every facet of a filter in one statement: how many products remain if a choice is made. Each facet's counts ignore
 * the filter's choice in that facet, and one variant meets all that is asked of variants. `size` says
 * how many products a set has, up to `mostCounted`; where it has so many, some of them are counted.
 * @param attributes those that facets show
 */
export async function countFacets(
  db: Statements<Tables>,
  filter: ProductFilter,
  attributes: ShownAttributes = noAttributes,
): Promise<FacetCount[]> {
  const sets = facetSets(filter, attributes);
  const counts = sets.flatMap((set) => [sizeOf(set), ...valueCounts(set)]);
  const statement = sql<FacetCount>`${withSets(sets)} ${sql.join(counts, sql` UNION ALL `)}`;
  return (await statement.execute(db)).rows;
}

function sizeOf({ facet, hits }: FacetSet): RawBuilder<unknown> {
  return sql`SELECT 'size'::text AS facet, ${facet ?? ''}::text AS value, count(*)::int AS count FROM ${hits}`;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => countFacets(tx, { offer: { currency: 'EUR' } }),
  (tx) =>
    countFacets(
      tx,
      {
        tsquery: 'mug',
        categoryIds: [''],
        brands: ['Thistlebarn'],
        tags: ['organic'],
        minimumRating: 4,
        attributes: [{ key: 'material', values: ['oak'], range: null }],
        offer: {
          currency: 'EUR',
          availableForSale: true,
          price: { minMinor: 1, maxMinor: 2 },
          options: [{ name: 'Size', values: ['M'] }],
          attributes: [{ key: 'colour', values: ['red'], range: null }],
        },
      },
      { keys: ['material', 'width', 'colour'], ofVariants: ['width', 'colour'] },
    ),
];
