import { z } from 'zod';
import { mostCounted, type ProductFilter } from '../../../listing/door.ts';
import { facetSets, type CountedColumn, type FacetSet } from '../../repository/facet-sets.ts';
import type { FacetCount } from '../../rules/facet-count.ts';
import { ratingSteps } from '../../rules/rating-steps.ts';
import { allOf, type Clause } from './clause.ts';
import { filterClauses, offerClause } from './filter-clauses.ts';

/** So many values of a facet are counted, those of most products. */
const mostValues = 1_000;

const separator = '\u001F';

const termFields = {
  category_id: 'categoryId',
  brand: 'brand',
  tags: 'tags',
  attribute_terms: 'attributeTerms',
  availability: 'offers.available',
  price_steps: 'offers.priceStep',
  option_values: 'offers.optionValues',
} as const satisfies Partial<Record<CountedColumn, string>>;

/** Aggregations that count each facet over what meets all but its own choice. */
export function facetAggregations(
  filter: ProductFilter,
  attributes: readonly string[],
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

const facetOf = {
  category_id: 'category',
  brand: 'brand',
  tags: 'tag',
  rating_average: 'rating',
  availability: 'availability',
  price_steps: 'price',
  option_values: 'option',
  attribute_terms: 'attribute',
} as const satisfies Record<CountedColumn, FacetCount['facet']>;

/** Reads the counts out of what the aggregations of a filter answered. */
export function readFacetCounts(
  answer: unknown,
  filter: ProductFilter,
  attributes: readonly string[],
): FacetCount[] {
  const counted = sets.parse(answer);
  return facetSets(filter, attributes).flatMap((set, index) => {
    const own = counted[`set${index}`];
    if (own === undefined) return [];
    const size = {
      facet: 'size',
      value: set.facet ?? '',
      count: Math.min(own.doc_count, mostCounted),
    } as const;
    return [size, ...set.columns.flatMap((name) => countsOf(name, column.parse(own[name]), set))];
  });
}

function countsOf(name: CountedColumn, answer: z.infer<typeof column>, set: FacetSet): FacetCount[] {
  const facet = facetOf[name];
  return entriesOf(answer)
    .filter(([value, products]) => products > 0 && isCounted(name, value, set))
    .map(([value, products]) => ({ facet, value, count: products }));
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

/** Of attributes and options a set counts some. */
function isCounted(name: CountedColumn, value: string, { facet, filter, attributes }: FacetSet): boolean {
  const key = value.slice(0, value.indexOf(separator));
  if (name === 'attribute_terms') return attributes.includes(key);
  if (name !== 'option_values') return true;
  if (facet !== null) return `option:${key}` === facet;
  return filter.offer.options?.every((option) => option.name !== key) ?? true;
}
