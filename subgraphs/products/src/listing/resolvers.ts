import { badUserInput } from '@cartwright/errors';
import type { Resolvers } from '../generated/graphql.ts';
import { readFilters } from './use-cases/read-filters.ts';
import { valuesOfOption } from './use-cases/values-of-option.ts';
import type { ProductListRequest } from './use-cases/read-product-list.ts';

/** Lists of products: all of them, some by their ids, or those below one category; and the variant that a list means. */
export const resolvers = {
  Query: {
    products: async (_root, { ids, category: slug, filters, sort, ...page }, context) => {
      const { catalogue, listing, pricing } = context;
      const readTree = catalogue.loaders.categories;
      const category = slug == null ? null : (await readTree()).withSlug(slug);
      if (slug != null && category === null) throw noCategory(slug);
      return listing.readProductList({
        of: ['products', slug ?? null],
        choice: readFilters(filters ?? {}, pricing.currency),
        ids: ids ?? null,
        below: category?.id ?? null,
        order: orderOf(sort),
        page,
        readTree,
        loaders: catalogue.loaders,
      });
    },
  },
  Category: {
    products: ({ id }, { filters, sort, ...page }, { catalogue, listing, pricing }) =>
      listing.readProductList({
        of: ['products of a category', id],
        choice: readFilters(filters ?? {}, pricing.currency),
        ids: null,
        below: id,
        order: orderOf(sort),
        page,
        readTree: catalogue.loaders.categories,
        loaders: catalogue.loaders,
      }),
  },
  Product: {
    matchingVariant: ({ id }, { filters }, { catalogue, listing, pricing }) =>
      listing.matchingVariant(catalogue.loaders, readFilters(filters ?? {}, pricing.currency)).load(id),
  },
  ProductOption: {
    optionValues: async (option, { selectedOptions }, { catalogue }) => {
      const variants = await catalogue.loaders.variantsOf.load(option.product);
      const values = valuesOfOption(option, selectedOptions ?? [], variants);
      return values.map(({ variant, ...value }) => ({ ...value, firstSelectableVariant: variant }));
    },
  },
} satisfies Resolvers;

/** The order of a list that no words were searched for. */
function orderOf(sort: string | null | undefined): ProductListRequest['order'] {
  return sort == null ? null : sort === 'RELEVANCE' ? 'NEWEST' : (sort as ProductListRequest['order']);
}

function noCategory(slug: string) {
  return badUserInput(
    `There is no category with the slug "${slug}"; \`categories\` has them all.`,
    'category',
  );
}
