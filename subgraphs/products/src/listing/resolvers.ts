import type { ProductSort, Resolvers } from '../generated/graphql.ts';

/** Lists of products: all of them, or those below one category. */
export const resolvers = {
  Query: {
    products: async (_root, args, { catalogue, listing, pricing }) => {
      const tree = args.category == null ? null : await catalogue.loaders.categories();
      const category = args.category == null ? null : tree?.withSlug(args.category);
      const filter = tree === null ? {} : { categoryIds: category == null ? [] : tree.idsBelow(category.id) };
      return listing.listProducts({ filter, order: orderOf(args.sort), currency: pricing.currency }, args);
    },
  },
  Category: {
    products: async ({ id }, args, { catalogue, listing, pricing }) => {
      const filter = { categoryIds: (await catalogue.loaders.categories()).idsBelow(id) };
      return listing.listProducts({ filter, order: orderOf(args.sort), currency: pricing.currency }, args);
    },
  },
} satisfies Resolvers;

/** The order of a list that no words were searched for; a client may send null in spite of the default. */
function orderOf(sort: ProductSort | null | undefined): Exclude<ProductSort, 'RELEVANCE'> {
  return sort == null || sort === 'RELEVANCE' ? 'NEWEST' : sort;
}
