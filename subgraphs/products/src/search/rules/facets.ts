import type { CategoryTree } from '../../catalogue/door.ts';
import { precisionOf, type ProductChoice } from '../../listing/door.ts';
import type { AttributeDefinition } from '../../product-types/door.ts';
import { attributeFacets } from './attribute-facets.ts';
import { categoryValues } from './category-facet.ts';
import type { Facet } from './facet.ts';
import type { FacetCount } from './facet-count.ts';
import { namedValues, optionFacets } from './list-facets.ts';
import { availabilityValues, priceValues, ratingValues } from './step-facets.ts';

/** Puts counts into the facets that a shop shows; values that would leave nothing are left out unless they are chosen. */
export function toFacets(
  counts: readonly FacetCount[],
  { tree, attributes }: { readonly tree: CategoryTree; readonly attributes: readonly AttributeDefinition[] },
  choice: ProductChoice,
): Facet[] {
  const of = (facet: FacetCount['facet']) => counts.filter((count) => count.facet === facet);
  const sizes = new Map(of('size').map(({ value, count }) => [value, count]));
  const facets: Omit<Facet, 'precision'>[] = [
    { code: 'category', label: 'Category', values: categoryValues(of('category'), tree, choice) },
    { code: 'brand', label: 'Brand', values: namedValues(of('brand'), 'brands', choice) },
    { code: 'price', label: 'Price', values: priceValues(of('price'), choice) },
    { code: 'rating', label: 'Rating', values: ratingValues(of('rating'), choice) },
    { code: 'availability', label: 'Availability', values: availabilityValues(of('availability'), choice) },
    ...optionFacets(of('option'), choice),
    ...attributeFacets(of('attribute'), attributes, choice),
    { code: 'tag', label: 'Tag', values: namedValues(of('tag'), 'tags', choice) },
  ];
  return facets
    .filter(({ values }) => values.length > 0)
    .map((facet) => ({ ...facet, precision: precisionOf(sizes.get(facet.code) ?? sizes.get('') ?? 0) }));
}
