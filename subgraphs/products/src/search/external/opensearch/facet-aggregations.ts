import { z } from 'zod';
import type { ProductFilter } from '../../../listing/door.ts';
import { facetSets, type CountedColumn, type FacetSet } from '../../repository/facet-sets.ts';
import type { FacetCount } from '../../rules/facet-count.ts';
import type { ShownAttributes } from '../../rules/shown-attributes.ts';
import { ratingSteps } from '../../rules/rating-steps.ts';
import { countsOf, mostValues, sizeOf } from '../column-counts.ts';
import { allOf, type Clause } from './clause.ts';
import { filterClauses, offerClause } from './filter-clauses.ts';

const termFields = {
  category_id: 'categoryId',
  brand: 'brand',
  tags: 'tags',
  attribute_terms: 'attributeTerms',
  availability: 'offers.available',
  price_steps: 'offers.priceStep',
  option_values: 'offers.optionValues',
  variant_terms: 'offers.attributeTerms',
} as const satisfies Partial<Record<CountedColumn, string>>;

/** Aggregations that count each facet over what meets all but its own choice. */
export function facetAggregations(
  filter: ProductFilter,
  attributes: ShownAttributes,
  filterable: readonly string[],
): Record<string, Clause> {
  const sets = facetSets(filter, attributes);
  return Object.fromEntries(
    sets.map((set, index) => [
      `set${index}`,
      {
        filter: allOf(filterClauses(set.filter, filterable)),
        aggs: Object.fromEntries(set.columns.map((column) => [column, columnOf(column, set)])),
      },
    ]),
  );
}

function columnOf(column: CountedColumn, { filter }: FacetSet): Clause {
  switch (column) {
    case 'rating_average':
      return {
        filters: {
          filters: Object.fromEntries(
            ratingSteps.map((least) => [String(least), { range: { ratingAverage: { gte: least } } }]),
          ),
        },
      };
    case 'availability':
    case 'price_steps':
    case 'option_values':
    case 'variant_terms':
      return {
        nested: { path: 'offers' },
        aggs: {
          met: { filter: offerClause(filter.offer), aggs: { values: valuesOfOffers(termFields[column]) } },
        },
      };
    default:
      return { terms: { field: termFields[column], size: mostValues } };
  }
}

/** Products are counted, not their offers. */
function valuesOfOffers(field: string): Clause {
  return { terms: { field, size: mostValues }, aggs: { products: { reverse_nested: {} } } };
}

const count = z.object({ doc_count: z.int() });
const terms = z.object({
  buckets: z.array(
    count.extend({
      key: z.union([z.string(), z.number()]),
      key_as_string: z.string().optional(),
      products: count.optional(),
    }),
  ),
});
const rating = z.object({ buckets: z.record(z.string(), count) });
const offers = z.object({ met: z.object({ values: terms }) });
const column = z.union([offers, rating, terms]);
const sets = z.record(z.string(), count.catchall(z.unknown()));

/** Reads the counts out of what the aggregations of a filter answered. */
export function readFacetCounts(
  answer: unknown,
  filter: ProductFilter,
  attributes: ShownAttributes,
): FacetCount[] {
  const counted = sets.parse(answer);
  return facetSets(filter, attributes).flatMap((set, index) => {
    const own = counted[`set${index}`];
    if (own === undefined) return [];
    return [
      sizeOf(set, own.doc_count),
      ...set.columns.flatMap((name) => countsOf(name, entriesOf(column.parse(own[name])), set)),
    ];
  });
}

function entriesOf(answer: z.infer<typeof column>): [string, number][] {
  if ('met' in answer) return entriesOf(answer.met.values);
  if (!Array.isArray(answer.buckets))
    return Object.entries(answer.buckets).map(([key, { doc_count }]) => [key, doc_count]);
  return answer.buckets.map(({ key, key_as_string, products, doc_count }) => [
    key_as_string ?? String(key),
    products?.doc_count ?? doc_count,
  ]);
}
