import type { CategoryResolvers } from '../generated/graphql.ts';
import { orderOf } from './order-of.ts';

/** Fields of a category; the tree is read once per operation. */
export const categoryResolvers: CategoryResolvers = {
  __resolveReference: async ({ id }, { loaders }) => (await loaders.categories()).get(id),
  parent: async ({ parentId }, _args, { loaders }) =>
    parentId === null ? null : (await loaders.categories()).get(parentId),
  children: async ({ id }, _args, { loaders }) => (await loaders.categories()).children(id),
  path: async ({ id }, _args, { loaders }) => (await loaders.categories()).path(id),
  products: async ({ id }, args, { loaders, useCases, currency }) => {
    const filter = { categoryIds: (await loaders.categories()).idsBelow(id) };
    return useCases.listProducts({ filter, order: orderOf(args.sort), currency }, args);
  },
};
