import type { CategoryTree } from '../../catalogue/door.ts';
import type { OfferFilter } from '../repository/offer-filter.ts';
import type { Parts } from '../../parts.ts';
import type { ProductFilter } from '../repository/product-filter.ts';
import { readVariantKeys } from '../repository/attribute-filter.ts';
import { readShownCollections } from '../repository/shown-collections.ts';
import type { AttributeChoice, ProductChoice } from '../rules/product-choice.ts';

/** What the database is asked for a choice; a category or a collection that there is not narrows to nothing. */
export async function productFilterOf(
  { database: { statements } }: Pick<Parts, 'database'>,
  choice: ProductChoice,
  readTree: () => Promise<CategoryTree>,
): Promise<ProductFilter> {
  const { categories, collections, brands, tags, minimumRating } = choice;
  const { ofProducts, ofVariants } = await attributesOf(statements, choice);
  const found = collections.length === 0 ? [] : await readShownCollections(statements, collections);
  return {
    ...(categories.length === 0 ? {} : { categoryIds: idsBelow(await readTree(), categories) }),
    ...(collections.length === 0 ? {} : { collectionIds: found.map(({ id }) => id) }),
    ...(brands.length === 0 ? {} : { brands }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(minimumRating === null ? {} : { minimumRating }),
    ...(ofProducts.length === 0 ? {} : { attributes: ofProducts }),
    offer: offerFilter(choice, ofVariants),
  };
}

/** What one variant is asked for by a choice. */
export async function offerFilterOf(
  { database: { statements } }: Pick<Parts, 'database'>,
  choice: ProductChoice,
): Promise<OfferFilter> {
  return offerFilter(choice, (await attributesOf(statements, choice)).ofVariants);
}

interface ChosenAttributes {
  readonly ofProducts: readonly AttributeChoice[];
  /** What one variant has to meet with all else that is asked of it. */
  readonly ofVariants: readonly AttributeChoice[];
}

async function attributesOf(
  statements: Parts['database']['statements'],
  { attributes }: ProductChoice,
): Promise<ChosenAttributes> {
  if (attributes.length === 0) return { ofProducts: [], ofVariants: [] };
  const keys = await readVariantKeys(
    statements,
    attributes.map(({ key }) => key),
  );
  const { ofProducts = [], ofVariants = [] } = Object.groupBy(attributes, ({ key }) =>
    keys.includes(key) ? 'ofVariants' : 'ofProducts',
  );
  return { ofProducts, ofVariants };
}

function offerFilter(
  { currency, options, price, availableForSale }: ProductChoice,
  attributes: readonly AttributeChoice[],
): OfferFilter {
  return {
    currency,
    ...(options.length === 0 ? {} : { options }),
    ...(attributes.length === 0 ? {} : { attributes }),
    ...(price === null ? {} : { price }),
    ...(availableForSale === null ? {} : { availableForSale }),
  };
}

function idsBelow(tree: CategoryTree, slugs: readonly string[]): string[] {
  const chosen = slugs.map((slug) => tree.withSlug(slug)).filter((category) => category !== null);
  return [...new Set(chosen.flatMap(({ id }) => tree.idsBelow(id)))];
}
