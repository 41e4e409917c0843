import { defaultLanguage } from '@cartwright/languages';
import { readAttributeTerm } from '../../catalogue/door.ts';
import type { ProductChoice, ProductFilter } from '../../listing/door.ts';
import type { Parts } from '../../parts.ts';
import type { AttributeDefinition } from '../../product-types/door.ts';
import type { Found } from '../ports.ts';
import { readOptionTexts } from '../repository/option-texts.ts';
import type { Facet } from '../rules/facet.ts';
import type { FacetCount } from '../rules/facet-count.ts';
import { toFacets } from '../rules/facets.ts';
import { optionTextKeys } from '../rules/list-facets.ts';
import { noTexts } from '../rules/option-texts.ts';
import { rangesToCount } from '../rules/range-facets.ts';
import type { ShownAttributes } from '../rules/shown-attributes.ts';
import type { ProductSearch } from './product-search.ts';

/** What was found, and by which filter. */
interface FilteredPages {
  readonly filter: ProductFilter;
  readonly pages: Found;
}

/** What facets are shown by. */
type FacetSearch = Pick<ProductSearch, 'language' | 'choice' | 'settings' | 'categories' | 'attributes'>;

/** The facets of what was found, with the ranges that staff have named, in the language of whoever searches. */
export async function showFacets(
  { database: { statements } }: Pick<Parts, 'database'>,
  { filter, pages }: FilteredPages,
  { language, choice, ...search }: FacetSearch,
): Promise<Facet[]> {
  const [tree, attributes, { rangedFacets }] = await Promise.all([
    search.categories(),
    search.attributes(),
    search.settings(),
  ]);
  const counts = await pages.facetCounts(shownOf(attributes));
  const ranges = rangesToCount(rangedFacets, {
    attributes: saidOf(attributes, counts, choice),
    language,
    choice,
  });
  const [rangeCounts, optionTexts] = await Promise.all([
    pages.countWithin(ranges.map(({ within }) => within(filter))),
    language === defaultLanguage
      ? noTexts
      : readOptionTexts(statements, optionTextKeys(counts, choice), language),
  ]);
  const shown = { shown: ranges, counts: rangeCounts };
  return toFacets(counts, { tree, attributes, language, ranges: shown, optionTexts }, choice);
}

function shownOf(attributes: readonly AttributeDefinition[]): ShownAttributes {
  const ofVariants = attributes.filter(({ owner }) => owner === 'VARIANT');
  return { keys: attributes.map(({ key }) => key), ofVariants: ofVariants.map(({ key }) => key) };
}

/** The attributes that are said of something that was found, or chosen: to count ranges of others would be in vain. */
function saidOf(
  attributes: readonly AttributeDefinition[],
  counts: readonly FacetCount[],
  choice: ProductChoice,
): AttributeDefinition[] {
  const counted = counts.filter(({ facet }) => facet === 'attribute');
  const said = new Set([
    ...counted.map(({ value }) => readAttributeTerm(value).key),
    ...choice.attributes.map(({ key }) => key),
  ]);
  return attributes.filter(({ key }) => said.has(key));
}
