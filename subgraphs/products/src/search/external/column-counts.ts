import { mostCounted } from '../../listing/door.ts';
import type { CountedColumn, FacetSet } from '../repository/facet-sets.ts';
import type { FacetCount } from '../rules/facet-count.ts';

/** So many values of a facet are counted, those of most products. */
export const mostValues = 1_000;

/** Between a key or name and a value. */
export const separator = '\u001F';

const facetOf = {
  category_id: 'category',
  brand: 'brand',
  tags: 'tag',
  rating_average: 'rating',
  availability: 'availability',
  price_steps: 'price',
  option_values: 'option',
  attribute_terms: 'attribute',
  variant_terms: 'attribute',
} as const satisfies Record<CountedColumn, FacetCount['facet']>;

/** How many products a set has. */
export function sizeOf({ facet }: FacetSet, total: number): FacetCount {
  return { facet: 'size', value: facet ?? '', count: Math.min(total, mostCounted) };
}

/** The counts of a set's facet out of the values that an engine has counted in a column. */
export function countsOf(
  column: CountedColumn,
  values: readonly (readonly [string, number])[],
  set: FacetSet,
): FacetCount[] {
  return values
    .filter(([value, products]) => products > 0 && isCounted(column, value, set))
    .map(([value, products]) => ({ facet: facetOf[column], value, count: products }));
}

/** Of attributes and options a set counts some. */
function isCounted(column: CountedColumn, value: string, set: FacetSet): boolean {
  const { facet, filter, attributes, variantAttributes } = set;
  const key = value.slice(0, value.indexOf(separator));
  if (column === 'attribute_terms') return attributes.includes(key);
  if (column === 'variant_terms') return variantAttributes.includes(key);
  if (column !== 'option_values') return true;
  if (facet !== null) return `option:${key}` === facet;
  return filter.offer.options?.every((option) => option.name !== key) ?? true;
}
