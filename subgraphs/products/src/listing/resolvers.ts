import { badUserInput } from '@cartwright/errors';
import type { ProductFiltersInput, Resolvers } from '../generated/graphql.ts';
import { storedOptions, valueIn } from '../languages/door.ts';
import type { Context } from '../graphql.ts';
import { readFilters } from './use-cases/read-filters.ts';
import { withBrandNames } from './use-cases/with-brand-names.ts';
import { valuesOfOption } from './use-cases/values-of-option.ts';
import type { ProductChoice } from './rules/product-choice.ts';
import type { ProductListRequest } from './use-cases/read-product-list.ts';

/** Lists of products: all of them, some by their ids, or those of one category or collection; and the variant that a list means. */
export const resolvers = {
  Query: {
    products: async (_root, { ids, category: slug, collection: named, filters, sort, ...page }, context) => {
      const { catalogue, listing } = context;
      const readTree = catalogue.loaders.categories;
      const category = slug == null ? null : (await readTree()).withSlug(slug);
      if (slug != null && category === null) throw noCategory(slug);
      const collection = named == null ? null : await shownCollection(named, context);
      return listing.readProductList({
        of: collection === null ? ['products', slug ?? null] : ['products', slug ?? null, collection.id],
        choice: await choiceOf(filters, context),
        ids: ids ?? null,
        below: category?.id ?? null,
        collection,
        order: orderOf(sort),
        page,
        readTree,
        loaders: catalogue.loaders,
      });
    },
  },
  Category: {
    products: async ({ id }, { filters, sort, ...page }, context) => {
      const { catalogue, listing } = context;
      return listing.readProductList({
        of: ['products of a category', id],
        choice: await choiceOf(filters, context),
        ids: null,
        below: id,
        collection: null,
        order: orderOf(sort),
        page,
        readTree: catalogue.loaders.categories,
        loaders: catalogue.loaders,
      });
    },
  },
  Collection: {
    products: async ({ id, rule }, { filters, sort, ...page }, context) => {
      const { catalogue, listing } = context;
      return listing.readProductList({
        of: ['products of a collection', id],
        choice: await choiceOf(filters, context),
        ids: null,
        below: null,
        collection: { id, isByHand: rule === null },
        order: orderOf(sort),
        page,
        readTree: catalogue.loaders.categories,
        loaders: catalogue.loaders,
      });
    },
  },
  Product: {
    matchingVariant: async ({ id }, { filters }, { catalogue, listing, pricing }) => {
      const choice = readFilters(filters ?? {}, pricing.currency);
      return (await listing.matchingVariant(catalogue.loaders, choice)).load(id);
    },
  },
  ProductOption: {
    optionValues: async (option, { selectedOptions }, { catalogue, languages: { language } }) => {
      const { name, product } = option;
      const variants = await catalogue.loaders.variantsOf.load(product);
      const chosen = storedOptions(product, language, selectedOptions ?? []);
      return valuesOfOption(option, chosen, variants).map(({ variant, value, ...rest }) => ({
        ...rest,
        key: value,
        value: valueIn(product, language, { name, value }),
        firstSelectableVariant: variant,
      }));
    },
  },
} satisfies Resolvers;

/** What a list is narrowed by. @throws BAD_USER_INPUT for what nothing can have */
async function choiceOf(
  filters: ProductFiltersInput | null | undefined,
  { brands, pricing }: Context,
): Promise<ProductChoice> {
  return readFilters(await withBrandNames(filters ?? {}, brands.loaders.namesMeant), pricing.currency);
}

/** The order of a list that no words were searched for. */
function orderOf(sort: string | null | undefined): ProductListRequest['order'] {
  return sort == null ? null : sort === 'RELEVANCE' ? 'NEWEST' : (sort as ProductListRequest['order']);
}

/** @throws BAD_USER_INPUT where shoppers see none */
async function shownCollection(
  slug: string,
  { collections }: Context,
): Promise<ProductListRequest['collection']> {
  const found = await collections.loaders.collectionBySlug.load(slug);
  if (found?.isShown === true) return { id: found.id, isByHand: found.rule === null };
  throw badUserInput(`There is no collection with the slug "${slug}".`, 'collection');
}

function noCategory(slug: string) {
  return badUserInput(
    `There is no category with the slug "${slug}"; \`categories\` has them all.`,
    'category',
  );
}
