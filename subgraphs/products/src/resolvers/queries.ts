import { badUserInput } from '@cartwright/errors';
import type { QueryResolvers } from '../generated/graphql.ts';
import { orderOf } from './order-of.ts';

/** One product by slug or id; both together must mean the same one. */
export const product: NonNullable<QueryResolvers['product']> = async (_root, { slug, id }, { loaders }) => {
  if (slug == null && id == null) throw badUserInput('Give the slug or the id of the product.', 'slug');
  if (id == null) return loaders.productBySlug.load(slug as string);
  const found = await loaders.product.load(id);
  return slug == null || found?.slug === slug ? found : null;
};

/** The catalogue, or what is below one category; below an unknown one there is nothing. */
export const products: NonNullable<QueryResolvers['products']> = async (_root, args, context) => {
  const tree = args.category == null ? null : await context.loaders.categories();
  const category = args.category == null ? null : tree?.withSlug(args.category);
  const filter = tree === null ? {} : { categoryIds: category == null ? [] : tree.idsBelow(category.id) };
  return context.useCases.listProducts(
    { filter, order: orderOf(args.sort), currency: context.currency },
    args,
  );
};

/** One category by its slug. */
export const category: NonNullable<QueryResolvers['category']> = async (_root, { slug }, { loaders }) =>
  (await loaders.categories()).withSlug(slug);

/** The top of the category tree. */
export const categories: NonNullable<QueryResolvers['categories']> = async (_root, _args, { loaders }) =>
  (await loaders.categories()).children(null);

/** What to offer while the buyer is typing. */
export const productSuggest: NonNullable<QueryResolvers['productSuggest']> = async (
  _root,
  { query, first },
  { useCases },
) => {
  const suggested = await useCases.suggestProducts(query, first);
  return suggested.map((found) => ({ text: found.name, product: found }));
};
