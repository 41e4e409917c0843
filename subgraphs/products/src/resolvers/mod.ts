import type { Resolvers } from '../generated/graphql.ts';
import { categoryResolvers } from './category.ts';
import { imageResolvers } from './image.ts';
import { productSearch } from './product-search.ts';
import { productVariantResolvers } from './product-variant.ts';
import { productResolvers } from './product.ts';
import { categories, category, product, products, productSuggest } from './queries.ts';
import { reviewCreate } from './review-create.ts';
import { variantPriceUpdate } from './variant-price-update.ts';
import { variantStockAdjust } from './variant-stock-adjust.ts';

/** The resolver map of products. */
export const resolvers: Resolvers = {
  Query: { product, products, category, categories, productSearch, productSuggest },
  Mutation: { variantPriceUpdate, variantStockAdjust, reviewCreate },
  Category: categoryResolvers,
  Product: productResolvers,
  ProductVariant: productVariantResolvers,
  Image: imageResolvers,
};
