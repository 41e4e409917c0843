import type { Language } from '@cartwright/languages';
import type { CategoryTree } from '../../catalogue/door.ts';
import { precisionOf, type ProductChoice } from '../../listing/door.ts';
import type { AttributeDefinition } from '../../product-types/door.ts';
import { attributeFacets } from './attribute-facets.ts';
import { labelsIn } from './facet-labels.ts';
import { categoryValues } from './category-facet.ts';
import type { Facet } from './facet.ts';
import type { FacetCount } from './facet-count.ts';
import { namedValues, optionFacets } from './list-facets.ts';
import { noTexts, type OptionTexts } from './option-texts.ts';
import { withRanges, type RangeToCount } from './range-facets.ts';
import { availabilityValues, priceValues, ratingValues } from './step-facets.ts';

/** What facets are labelled by, and in which language. */
interface Shown {
  readonly tree: CategoryTree;
  readonly attributes: readonly AttributeDefinition[];
  readonly language: Language;
  /** What staff have named, with how many products are in each. */
  readonly ranges?: { readonly shown: readonly RangeToCount[]; readonly counts: readonly number[] };
  /** What options and their values are called in the language; those that are missing are called what they are. */
  readonly optionTexts?: OptionTexts;
}

/** Puts counts into the facets that a shop shows; values that would leave nothing are left out unless they are chosen. */
export function toFacets(
  counts: readonly FacetCount[],
  { tree, attributes, language, ranges = { shown: [], counts: [] }, optionTexts = noTexts }: Shown,
  choice: ProductChoice,
): Facet[] {
  const of = (facet: FacetCount['facet']) => counts.filter((count) => count.facet === facet);
  const labels = labelsIn[language];
  const sizes = new Map(of('size').map(({ value, count }) => [value, count]));
  const facets: Omit<Facet, 'precision'>[] = [
    {
      code: 'category',
      label: labels.category,
      values: categoryValues(of('category'), { tree, language }, choice),
    },
    { code: 'brand', label: labels.brand, values: namedValues(of('brand'), 'brands', choice) },
    { code: 'price', label: labels.price, values: priceValues(of('price'), language, choice) },
    { code: 'rating', label: labels.rating, values: ratingValues(of('rating'), language, choice) },
    {
      code: 'availability',
      label: labels.availability,
      values: availabilityValues(of('availability'), language, choice),
    },
    ...optionFacets(of('option'), optionTexts, choice),
    ...attributeFacets(of('attribute'), { attributes, language }, choice),
    { code: 'tag', label: labels.tag, values: namedValues(of('tag'), 'tags', choice) },
  ];
  return withRanges(facets, ranges.shown, ranges.counts)
    .filter(({ values }) => values.length > 0)
    .map((facet) => ({ ...facet, precision: precisionOf(sizes.get(facet.code) ?? sizes.get('') ?? 0) }));
}
