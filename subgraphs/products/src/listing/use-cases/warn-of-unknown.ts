import type { CategoryTree } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import { readShownCollections } from '../repository/shown-collections.ts';
import { readUnknownValues, type UnknownValues } from '../repository/unknown-values.ts';
import type { ListWarning } from '../rules/list-warning.ts';
import type { ProductChoice } from '../rules/product-choice.ts';

/** Tells of each category, collection, brand, tag, option, option value and attribute in a choice that the shop does not have. */
export async function warnOfUnknown(
  dependencies: Pick<Parts, 'database'>,
  { choice, readTree }: { readonly choice: ProductChoice; readonly readTree: () => Promise<CategoryTree> },
): Promise<ListWarning[]> {
  const { statements } = dependencies.database;
  const { categories, brands, tags, options } = choice;
  const attributes = choice.attributes.map(({ key }) => key);
  const tree = categories.length === 0 ? null : await readTree();
  const unknownPlaces = [
    ...categories.filter((slug) => tree?.withSlug(slug) === null).map(categoryWarning),
    ...(await unknownCollections(statements, choice.collections)),
  ];
  if (brands.length + tags.length + options.length + attributes.length === 0) return unknownPlaces;
  const unknown = await readUnknownValues(statements, { brands, tags, options, attributes });
  return [...unknownPlaces, ...valueWarnings(unknown)];
}

async function unknownCollections(
  statements: Parts['database']['statements'],
  slugs: readonly string[],
): Promise<ListWarning[]> {
  if (slugs.length === 0) return [];
  const known = new Set((await readShownCollections(statements, slugs)).map(({ slug }) => slug));
  return slugs
    .filter((slug) => !known.has(slug))
    .map((slug) => ({
      code: 'UNKNOWN_COLLECTION',
      message: `There is no collection with the slug "${slug}".`,
      target: slug,
    }));
}

function categoryWarning(slug: string): ListWarning {
  return {
    code: 'UNKNOWN_CATEGORY',
    message: `There is no category with the slug "${slug}".`,
    target: slug,
  };
}

function valueWarnings({
  brands,
  tags,
  optionNames,
  optionValues,
  attributes,
}: UnknownValues): ListWarning[] {
  return [
    ...brands.map((brand): ListWarning => {
      return { code: 'UNKNOWN_BRAND', message: `No product is of the brand "${brand}".`, target: brand };
    }),
    ...tags.map((tag): ListWarning => {
      return { code: 'UNKNOWN_TAG', message: `No product has the tag "${tag}".`, target: tag };
    }),
    ...optionNames.map((name): ListWarning => {
      return { code: 'UNKNOWN_OPTION', message: `No product has an option "${name}".`, target: name };
    }),
    ...optionValues.map(({ name, value }): ListWarning => {
      const message = `No product has "${value}" for its option "${name}".`;
      return { code: 'UNKNOWN_OPTION_VALUE', message, target: value };
    }),
    ...attributes.map((key): ListWarning => {
      const message = `Lists cannot be narrowed by an attribute "${key}".`;
      return { code: 'UNKNOWN_ATTRIBUTE', message, target: key };
    }),
  ];
}
