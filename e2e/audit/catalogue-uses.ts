import { randomUUID } from 'node:crypto';
import { inboundShipmentUses } from './inbound-shipment-uses.ts';
import { metafieldUses } from './metafield-uses.ts';
import { priceAndStockUses } from './price-and-stock-uses.ts';
import { searchSettingUses } from './search-setting-uses.ts';
import { act, idOf, mark, staff, visitor, type Uses } from './acting.ts';

const categoryBelow = async (parentId: string | null): Promise<string> =>
  idOf(
    await act(
      'categoryCreate',
      { name: `Things ${randomUUID()}`, parentId },
      '... on CategoryCreateSuccess { category { id } }',
    ),
    'category',
  );
let theirParent: Promise<string> | undefined;
/** A category below the one that has all of them, so that the top of the tree stays as short as a shop's. */
const newCategory = async (): Promise<string> => {
  theirParent ??= categoryBelow(null);
  return categoryBelow(await theirParent);
};
const newCollection = async (): Promise<string> =>
  idOf(
    await act(
      'collectionCreate',
      { name: `Some ${randomUUID()}` },
      '... on CollectionCreateSuccess { collection { id } }',
    ),
    'collection',
  );
/** A collection with a product in it. */
const filledCollection = async (): Promise<{ id: string; productIds: string[] }> => {
  const id = await newCollection();
  const { products } = await visitor.ask<{ products: { nodes: { id: string }[] } }>(
    '{ products(first: 2) { nodes { id } } }',
  );
  const productIds = products.nodes.map((product) => product.id);
  await act('collectionProductsAdd', { id, productIds });
  return { id, productIds };
};
const newBrand = async (): Promise<string> =>
  idOf(
    await act('brandCreate', { name: `Maker ${randomUUID()}` }, '... on BrandCreateSuccess { brand { id } }'),
    'brand',
  );
const newRedirect = async (): Promise<string> =>
  idOf(
    await act(
      'urlRedirectCreate',
      { from: `/old-${randomUUID()}`, to: '/new' },
      '... on UrlRedirectCreateSuccess { urlRedirect { id } }',
    ),
    'urlRedirect',
  );
const newVariant = (value: string) => {
  const prices = [{ price: { amount: '9.90', currencyCode: 'EUR' } }];
  return { sku: randomUUID(), selectedOptions: [{ name: 'Size', value }], prices };
};

/** Such a draft with two more variants, at its second version, and the ids of its variants. */
async function newVariants(): Promise<{ productId: string; version: number; variantIds: string[] }> {
  const productId = await newProduct();
  const input = { productId, version: 1, variants: ['M', 'L'].map(newVariant) };
  await act('productVariantsCreate', input);
  const { productPreview } = await staff.ask<{ productPreview: { variants: { id: string }[] } }>(
    'query ($id: ID!) { productPreview(id: $id) { variants { id } } }',
    { id: productId },
  );
  return { productId, version: 2, variantIds: productPreview.variants.map(({ id }) => id) };
}

/** A draft of its own category, at its first version. */
export const newProduct = async (): Promise<string> => {
  const options = [{ name: 'Size', values: ['S', 'M', 'L'].map((value) => ({ value })) }];
  const variants = [newVariant('S')];
  const input = { name: `Thing ${mark}`, brand: 'Ours', categoryId: await newCategory(), options, variants };
  return idOf(await act('productCreate', input, '... on ProductCreateSuccess { product { id } }'), 'product');
};
/** A product that hardly any list begins with. */
export async function lastOfNames(): Promise<{ id: string; version: number }> {
  const { productsByStatus } = await staff.ask<{
    productsByStatus: { nodes: { id: string; publication: { version: number } }[] };
  }>('{ productsByStatus(status: PUBLISHED, first: 100) { nodes { id publication { version } } } }');
  const last = productsByStatus.nodes.at(-1);
  return { id: last?.id ?? '', version: last?.publication.version ?? 0 };
}

/** How staff use what keeps the catalogue. */
export const catalogueUses: Uses = {
  productStatusUpdate: async () => {
    const { id, version } = await lastOfNames();
    await act('productStatusUpdate', { id, version, status: 'ARCHIVED' });
    await act('productStatusUpdate', { id, version: version + 1, status: 'PUBLISHED' });
    return id;
  },
  productSeoUpdate: async () => {
    const { id, version } = await lastOfNames();
    await act('productSeoUpdate', { id, version, seo: { title: `Sought ${mark}` } });
    return id;
  },
  productRecommendationsUpdate: async () => {
    const { id, version } = await lastOfNames();
    const productIds = [await newProduct()];
    await act('productRecommendationsUpdate', { id, version, intent: 'RELATED', productIds });
    return id;
  },
  productCreate: newProduct,
  productUpdate: async () => {
    const id = await newProduct();
    await act('productUpdate', { id, version: 1, name: `Better thing ${mark}` });
    return id;
  },
  productOptionsUpdate: async () => {
    const id = await newProduct();
    const options = [{ name: 'Length', renamedFrom: 'Size', values: [{ value: 'S' }] }];
    await act('productOptionsUpdate', { id, version: 1, options });
    return id;
  },
  productDelete: async () => {
    const id = await newProduct();
    await act('productDelete', { id, version: 1 });
    return id;
  },
  productVariantsCreate: async () => (await newVariants()).productId,
  productVariantsBulkUpdate: async () => {
    const { productId, version, variantIds } = await newVariants();
    const variants = variantIds.map((id) => ({ id, weightGrams: 5 }));
    await act('productVariantsBulkUpdate', { productId, version, variants });
    return productId;
  },
  productVariantsDelete: async () => {
    const { productId, version, variantIds } = await newVariants();
    await act('productVariantsDelete', { productId, version, variantIds: variantIds.slice(1) });
    return productId;
  },
  bundlePartsUpdate: async () => {
    const { productId, version, variantIds } = await newVariants();
    const [variantId = '', partId = ''] = variantIds;
    await act('bundlePartsUpdate', { variantId, version, parts: [{ variantId: partId, quantity: 2 }] });
    return productId;
  },
  productVariantsReorder: async () => {
    const { productId, version, variantIds } = await newVariants();
    await act('productVariantsReorder', { productId, version, variantIds: variantIds.toReversed() });
    return productId;
  },
  catalogueMetafieldsSet: async () => {
    const ownerId = await newCategory();
    const own = { namespace: 'care', key: 'washing', type: 'SINGLE_LINE_TEXT', value: '30 degrees' };
    await act('catalogueMetafieldsSet', { ownerType: 'CATEGORY', ownerId, metafields: [own] });
    return ownerId;
  },
  catalogueTranslationsUpdate: async () => {
    const ownerId = await newCategory();
    const texts = [{ field: 'NAME', text: 'Allerlei' }];
    await act('catalogueTranslationsUpdate', {
      ...{ ownerType: 'CATEGORY', ownerId, language: 'de', version: 1, texts },
    });
    return ownerId;
  },
  categoryCreate: newCategory,
  categoryUpdate: async () => {
    const id = await newCategory();
    await act('categoryUpdate', { id, version: 1, description: 'Of many kinds.' });
    return id;
  },
  categoryMove: async () => {
    const [id, parentId] = [await newCategory(), await newCategory()];
    await act('categoryMove', { id, version: 1, parentId });
    return id;
  },
  categoryDelete: async () => {
    const id = await newCategory();
    await act('categoryDelete', { id, version: 1 });
    return id;
  },
  brandCreate: newBrand,
  brandUpdate: async () => {
    const id = await newBrand();
    await act('brandUpdate', { id, version: 1, description: 'Of many things.' });
    return id;
  },
  brandMerge: async () => {
    const [id, intoId] = [await newBrand(), await newBrand()];
    await act('brandMerge', { id, version: 1, intoId, intoVersion: 1 });
    return intoId;
  },
  brandDelete: async () => {
    const id = await newBrand();
    await act('brandDelete', { id, version: 1 });
    return id;
  },
  collectionCreate: newCollection,
  collectionUpdate: async () => {
    const id = await newCollection();
    await act('collectionUpdate', { id, version: 1, description: 'Of many kinds.' });
    return id;
  },
  collectionDelete: async () => {
    const id = await newCollection();
    await act('collectionDelete', { id, version: 1 });
    return id;
  },
  collectionProductsAdd: async () => (await filledCollection()).id,
  collectionProductsMove: async () => {
    const { id, productIds } = await filledCollection();
    await act('collectionProductsMove', { id, productIds: productIds.slice(0, 1) });
    return id;
  },
  collectionProductsRemove: async () => {
    const { id, productIds } = await filledCollection();
    await act('collectionProductsRemove', { id, productIds });
    return id;
  },
  urlRedirectCreate: newRedirect,
  urlRedirectDelete: async () => {
    const id = await newRedirect();
    await act('urlRedirectDelete', { id });
    return id;
  },
  ...metafieldUses,
  ...searchSettingUses,
  ...priceAndStockUses,
  ...inboundShipmentUses,
};
