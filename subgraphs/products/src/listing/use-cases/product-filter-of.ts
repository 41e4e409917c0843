import type { CategoryTree } from '../../catalogue/door.ts';
import type { OfferFilter } from '../repository/offer-filter.ts';
import type { Parts } from '../../parts.ts';
import type { ProductFilter } from '../repository/product-filter.ts';
import { readShownCollections } from '../repository/shown-collections.ts';
import type { ProductChoice } from '../rules/product-choice.ts';

/** What the database is asked for a choice; a category or a collection that there is not narrows to nothing. */
export async function productFilterOf(
  { database: { statements } }: Pick<Parts, 'database'>,
  choice: ProductChoice,
  readTree: () => Promise<CategoryTree>,
): Promise<ProductFilter> {
  const { categories, collections, brands, tags, minimumRating, attributes } = choice;
  const found = collections.length === 0 ? [] : await readShownCollections(statements, collections);
  return {
    ...(categories.length === 0 ? {} : { categoryIds: idsBelow(await readTree(), categories) }),
    ...(collections.length === 0 ? {} : { collectionIds: found.map(({ id }) => id) }),
    ...(brands.length === 0 ? {} : { brands }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(minimumRating === null ? {} : { minimumRating }),
    ...(attributes.length === 0 ? {} : { attributes }),
    offer: offerFilterOf(choice),
  };
}

/** What one variant is asked for by a choice. */
export function offerFilterOf({ currency, options, price, availableForSale }: ProductChoice): OfferFilter {
  return {
    currency,
    ...(options.length === 0 ? {} : { options }),
    ...(price === null ? {} : { price }),
    ...(availableForSale === null ? {} : { availableForSale }),
  };
}

function idsBelow(tree: CategoryTree, slugs: readonly string[]): string[] {
  const chosen = slugs.map((slug) => tree.withSlug(slug)).filter((category) => category !== null);
  return [...new Set(chosen.flatMap(({ id }) => tree.idsBelow(id)))];
}
