import { z } from 'zod';
import { defineMessage } from './define-message.ts';
import {
  sampleCategoryId,
  sampleCollectionId,
  samplePartId,
  sampleProductId,
  sampleVariantId,
} from './sample-values.ts';
import { amountMinor, bundleShareSchema, currency, id } from './values.ts';

/**
 * A variant as carts sell it. `version` rises with each change, so that an older message never overwrites a newer one;
 * `weightGrams` serves shipping quotes; `imageUrl` is a JPEG of 160 × 160 pixels, which
 * every mail program shows; it may be relative to the store's own address, is null where there is no picture, and missing in
 * older messages, as is `productSlug`, by which the product's page is found. `translations` has both titles by language (BCP 47)
 * where they are others than the ones that were written; it is missing where none are. `bundleParts` is what a bundle consists of, and
 * missing of all that is none.
 */
export const variantChanged = defineMessage({
  type: 'catalog.variant-changed.v1',
  source: 'products',
  kind: 'event',
  readers: ['carts', 'notifications'],
  isFollowedByGateway: true,
  forMerchants: (data) => data,
  meaning: 'copies of titles, prices and pictures',
  schema: z.object({
    variantId: id,
    productId: id,
    version: z.int().positive(),
    title: z.string(),
    variantTitle: z.string(),
    sku: z.string(),
    weightGrams: z.int().nonnegative(),
    forSale: z.boolean(),
    productSlug: z.string().optional(),
    imageUrl: z.string().nullable().optional(),
    translations: z.record(z.string(), z.object({ title: z.string(), variantTitle: z.string() })).optional(),
    prices: z.array(z.object({ currency, amountMinor, compareAtMinor: amountMinor.nullable() })),
    bundleParts: z.array(bundleShareSchema).min(1).optional(),
  }),
  key: (data) => data.variantId,
  businessId: (data) => `${data.variantId}:${String(data.version)}`,
  samples: [
    {
      variantId: sampleVariantId,
      productId: sampleProductId,
      version: 2,
      title: 'Oak stool',
      variantTitle: 'Natural',
      sku: 'STOOL-OAK',
      weightGrams: 3200,
      forSale: true,
      prices: [{ currency: 'EUR', amountMinor: 4900, compareAtMinor: null }],
    },
    {
      variantId: sampleVariantId,
      productId: sampleProductId,
      version: 3,
      title: 'Oak stool',
      variantTitle: 'Natural',
      sku: 'STOOL-OAK',
      weightGrams: 3200,
      forSale: true,
      productSlug: 'oak-stool',
      imageUrl: '/media/01990000-0000-7000-8000-00000000000a/mail.jpg',
      prices: [{ currency: 'EUR', amountMinor: 4900, compareAtMinor: null }],
    },
    {
      variantId: sampleVariantId,
      productId: sampleProductId,
      version: 4,
      title: 'Oak stool',
      variantTitle: 'Natural',
      sku: 'STOOL-OAK',
      weightGrams: 3200,
      forSale: true,
      productSlug: 'oak-stool',
      imageUrl: null,
      translations: { de: { title: 'Hocker aus Eiche', variantTitle: 'Natur' } },
      prices: [{ currency: 'EUR', amountMinor: 4900, compareAtMinor: null }],
    },
    {
      variantId: sampleVariantId,
      productId: sampleProductId,
      version: 5,
      title: 'Oak stool',
      variantTitle: 'Set of two',
      sku: 'STOOL-OAK-2',
      weightGrams: 6400,
      forSale: true,
      productSlug: 'oak-stool',
      imageUrl: null,
      prices: [{ currency: 'EUR', amountMinor: 8900, compareAtMinor: null }],
      bundleParts: [{ variantId: samplePartId, quantity: 2 }],
    },
  ],
});

const attributes = z.array(z.object({ key: z.string(), value: z.string() }));

/**
 * What promotions select a product by and taxes are looked up by, all of it as it is now: `categoryIds` has its category and all above,
 * `attributes` what is said of the product as a whole, and `variants` what is said of single ones, where anything is. A value is its text;
 * one of more than 100 characters is left out, and so are formatted texts and files. Where all of it
 * would be more than 600,000 bytes, `variants` is empty, and where that is not enough, so is `attributes`. `taxClass` is null for the standard class. `version` rises with each message.
 */
export const productTraitsChanged = defineMessage({
  type: 'catalog.product-traits-changed.v1',
  source: 'products',
  kind: 'event',
  readers: ['carts'],
  meaning: "carts' copy of what promotions and taxes go by",
  schema: z.object({
    productId: id,
    version: z.int().positive(),
    categoryIds: z.array(id),
    collectionIds: z.array(id),
    attributes,
    variants: z.array(z.object({ variantId: id, attributes })),
    taxClass: z.string().nullable(),
  }),
  key: (data) => data.productId,
  businessId: (data) => `${data.productId}:${String(data.version)}`,
  samples: [
    {
      productId: sampleProductId,
      version: 3,
      categoryIds: [sampleCategoryId],
      collectionIds: [sampleCollectionId],
      attributes: [{ key: 'material', value: 'oak' }],
      variants: [{ variantId: sampleVariantId, attributes: [{ key: 'finish', value: 'natural' }] }],
      taxClass: 'REDUCED',
    },
  ],
});

/**
 * How many pieces of a variant can be bought, as far as carts need to know: `available` is capped at 100, and changes above
 * that are not published. `version` rises with each message.
 */
export const stockChanged = defineMessage({
  type: 'catalog.stock-changed.v1',
  source: 'products',
  kind: 'event',
  readers: ['carts', 'notifications'],
  isFollowedByGateway: true,
  forMerchants: (data) => data,
  meaning: "carts' copy of availability",
  schema: z.object({ variantId: id, version: z.int().positive(), available: z.int().min(0).max(100) }),
  key: (data) => data.variantId,
  businessId: (data) => `${data.variantId}:${String(data.version)}`,
  samples: [{ variantId: sampleVariantId, version: 7, available: 3 }],
});

const minimumQuantity = z.int().positive();

/**
 * A price list was made, changed or deleted, begins or ends. `isRunning` says whether it holds from now on; one that was deleted does
 * not, and comes back no more: what is kept of its prices can go. `version` rises with each message about the list, those about its prices included.
 */
export const priceListChanged = defineMessage({
  type: 'catalog.price-list-changed.v1',
  source: 'products',
  kind: 'event',
  readers: ['carts'],
  isFollowedByGateway: true,
  meaning: "carts' copy of price lists; ends kept answers with prices",
  schema: z.object({
    priceListId: id,
    version: z.int().positive(),
    currency,
    countries: z.array(z.string().length(2)),
    groupIds: z.array(id),
    priority: z.int(),
    adjustments: z.array(z.object({ minimumQuantity, basisPoints: z.int() })),
    isRunning: z.boolean(),
    isDeleted: z.boolean().optional(),
  }),
  key: (data) => data.priceListId,
  businessId: (data) => `${data.priceListId}:${String(data.version)}`,
  samples: [
    {
      priceListId: sampleCollectionId,
      version: 2,
      currency: 'EUR',
      countries: ['DE'],
      groupIds: [sampleCategoryId],
      priority: 0,
      adjustments: [{ minimumQuantity: 10, basisPoints: -1_500 }],
      isRunning: true,
    },
  ],
});

/**
 * What a price list says that variants cost, at most a hundred of them: each has these prices and no others from now on; one without any
 * costs what the list says of all variants.
 */
export const priceListPricesChanged = defineMessage({
  type: 'catalog.price-list-prices-changed.v1',
  source: 'products',
  kind: 'event',
  readers: ['carts'],
  isFollowedByGateway: true,
  meaning: "carts' copy of prices in lists; ends kept answers with prices",
  schema: z.object({
    priceListId: id,
    version: z.int().positive(),
    variants: z.array(
      z.object({ variantId: id, prices: z.array(z.object({ minimumQuantity, amountMinor })) }),
    ),
  }),
  key: (data) => data.priceListId,
  businessId: (data) => `${data.priceListId}:${String(data.version)}`,
  samples: [
    {
      priceListId: sampleCollectionId,
      version: 3,
      variants: [{ variantId: sampleVariantId, prices: [{ minimumQuantity: 10, amountMinor: 3_900 }] }],
    },
  ],
});
