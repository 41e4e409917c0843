import { toMoney } from '@cartwright/graph';
import { matchesOptions } from '../domain/matches-options.ts';
import type { StoreCurrency } from '../domain/currency.ts';
import type { ProductResolvers } from '../generated/graphql.ts';

/** Fields of a product. */
export const productResolvers: ProductResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.product.load(id),
  category: async ({ id, categoryId }, _args, { loaders }) => {
    const category = (await loaders.categories()).get(categoryId);
    if (category === null) throw new Error(`Product ${id} is in no category`);
    return category;
  },
  images: ({ id }, _args, { loaders }) => loaders.imagesOfProduct.load(id),
  featuredImage: async ({ id }, _args, { loaders }) => (await loaders.imagesOfProduct.load(id))[0] ?? null,
  variants: ({ id }, _args, { loaders }) => loaders.variantsOfProduct.load(id),
  variantBySelectedOptions: async ({ id }, { selectedOptions }, { loaders }) => {
    const variants = await loaders.variantsOfProduct.load(id);
    return variants.find((variant) => matchesOptions(variant.selectedOptions, selectedOptions)) ?? null;
  },
  priceRange: async ({ id }, args, { loaders, currency: preferred }) => {
    const currency = args.currency ?? preferred;
    const ranges = await loaders.priceRangesOfProduct.load(id);
    const range = ranges.find((candidate) => candidate.currency === currency) ?? ranges[0];
    if (range === undefined) throw new Error(`Product ${id} has no price`);
    const { minMinor, maxMinor } = range;
    const soldIn = range.currency as StoreCurrency;
    return { min: toMoney(minMinor, soldIn), max: toMoney(maxMinor, soldIn) };
  },
  availableForSale: ({ availableVariants }) => availableVariants > 0,
  rating: ({ ratingAverage, ratingCount }) => ({
    average: ratingCount === 0 ? null : ratingAverage,
    count: ratingCount,
  }),
  reviews: (product, args, { useCases }) => useCases.listReviews(product, args),
};
