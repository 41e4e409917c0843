import type { ListIdentity } from '@cartwright/graph';
import type { ProductSort, Resolvers } from '../generated/graphql.ts';

/** Lists of products: all of them, or those below one category. */
export const resolvers = {
  Query: {
    products: async (_root, args, { catalogue, listing, pricing }) => {
      const tree = args.category == null ? null : await catalogue.loaders.categories();
      const category = args.category == null ? null : tree?.withSlug(args.category);
      const filter = tree === null ? {} : { categoryIds: category == null ? [] : tree.idsBelow(category.id) };
      const of: ListIdentity = ['products', args.category ?? null];
      return listing.listProducts(
        { of, filter, order: orderOf(args.sort), currency: pricing.currency },
        args,
      );
    },
  },
  Category: {
    products: async ({ id }, args, { catalogue, listing, pricing }) => {
      const filter = { categoryIds: (await catalogue.loaders.categories()).idsBelow(id) };
      const of: ListIdentity = ['products of a category', id];
      return listing.listProducts(
        { of, filter, order: orderOf(args.sort), currency: pricing.currency },
        args,
      );
    },
  },
} satisfies Resolvers;

/** The order of a list that no words were searched for. */
function orderOf(sort: ProductSort): Exclude<ProductSort, 'RELEVANCE'> {
  return sort === 'RELEVANCE' ? 'NEWEST' : sort;
}
