import { z } from 'zod';
import { defineMessage } from './define-message.ts';
import {
  sampleBrandId,
  sampleCategoryId,
  sampleCollectionId,
  sampleProductId,
  sampleVariantId,
} from './sample-values.ts';
import { id } from './values.ts';

/**
 * Reviews of a product were written, changed, hidden, shown or removed, or appear under another name. For those who keep what was
 * read of them; what they are now is asked for.
 */
export const reviewsChanged = defineMessage({
  type: 'catalog.reviews-changed.v1',
  source: 'products',
  kind: 'event',
  readers: ['notifications'],
  isFollowedByGateway: true,
  forMerchants: (data) => data,
  meaning: 'ends kept answers with reviews and ratings',
  schema: z.object({ productId: id, changeId: id }),
  key: (data) => data.productId,
  businessId: (data) => data.changeId,
  samples: [{ productId: sampleProductId, changeId: sampleVariantId }],
});

/**
 * A product was changed by staff, or is shown or not shown from now on. For those who keep what was read of it; what it is now is asked
 * for.
 */
export const productChanged = defineMessage({
  type: 'catalog.product-changed.v1',
  source: 'products',
  kind: 'event',
  readers: ['notifications'],
  isFollowedByGateway: true,
  forMerchants: (data) => data,
  meaning: 'ends kept answers with the product, and lists',
  schema: z.object({ productId: id, changeId: id }),
  key: (data) => data.productId,
  businessId: (data) => data.changeId,
  samples: [{ productId: sampleProductId, changeId: sampleVariantId }],
});

/**
 * A category was made, changed, moved or deleted: what was read of the tree, of lists below a category and of searches may be another.
 * For those who keep it; what it is now is asked for, and the process that is asked may need a second to know.
 */
export const categoriesChanged = defineMessage({
  type: 'catalog.categories-changed.v1',
  source: 'products',
  kind: 'event',
  readers: ['notifications'],
  isFollowedByGateway: true,
  forMerchants: (data) => data,
  meaning: 'ends kept answers with categories',
  schema: z.object({ categoryId: id, changeId: id }),
  key: (data) => data.categoryId,
  businessId: (data) => data.changeId,
  samples: [{ categoryId: sampleCategoryId, changeId: sampleVariantId }],
});

/**
 * A product type was made, changed or deleted: what was read of attributes, and facets of them, may be another. For those who keep it;
 * what it is now is asked for, and the process that is asked may need a second to know.
 */
export const productTypesChanged = defineMessage({
  type: 'catalog.product-types-changed.v1',
  source: 'products',
  kind: 'event',
  readers: ['notifications'],
  isFollowedByGateway: true,
  forMerchants: (data) => data,
  meaning: 'ends kept answers with product types',
  schema: z.object({ productTypeId: id, changeId: id }),
  key: (data) => data.productTypeId,
  businessId: (data) => data.changeId,
  samples: [{ productTypeId: sampleCategoryId, changeId: sampleVariantId }],
});

/**
 * Staff have changed how searches are read: what was found may be another. For those who keep it; what it is now is asked for, and the
 * process that is asked may need a second to know.
 */
export const searchSettingsChanged = defineMessage({
  type: 'catalog.search-settings-changed.v1',
  source: 'products',
  kind: 'event',
  readers: ['notifications'],
  isFollowedByGateway: true,
  forMerchants: (data) => data,
  meaning: 'ends kept answers of searches',
  schema: z.object({ changeId: id }),
  key: (data) => data.changeId,
  businessId: (data) => data.changeId,
  samples: [{ changeId: sampleVariantId }],
});

/**
 * A collection was made, changed or deleted, or has other products. For those who keep what was read of it; what it is now is asked for.
 */
export const collectionChanged = defineMessage({
  type: 'catalog.collection-changed.v1',
  source: 'products',
  kind: 'event',
  readers: ['notifications'],
  isFollowedByGateway: true,
  forMerchants: (data) => data,
  meaning: 'ends kept answers with collections',
  schema: z.object({ collectionId: id, changeId: id }),
  key: (data) => data.collectionId,
  businessId: (data) => data.changeId,
  samples: [{ collectionId: sampleCollectionId, changeId: sampleVariantId }],
});

/**
 * A brand was made, changed or deleted. For those who keep what was read of it; what it is now is asked for. Products that get its new
 * name are told of by themselves.
 */
export const brandChanged = defineMessage({
  type: 'catalog.brand-changed.v1',
  source: 'products',
  kind: 'event',
  readers: ['notifications'],
  isFollowedByGateway: true,
  forMerchants: (data) => data,
  meaning: 'ends kept answers with brands',
  schema: z.object({ brandId: id, changeId: id }),
  key: (data) => data.brandId,
  businessId: (data) => data.changeId,
  samples: [{ brandId: sampleBrandId, changeId: sampleVariantId }],
});
