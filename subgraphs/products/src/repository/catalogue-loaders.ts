import { byKey, listByKey } from '@cartwright/graph';
import type DataLoader from 'dataloader';
import { validate as isUuid } from 'uuid';
import { CategoryTree, type CategoryRecord } from '../domain/category-tree.ts';
import { imageColumns, productColumns, variantColumns } from './columns.ts';
import type { Database } from './database.ts';
import type {
  ImageRecord,
  PriceRangeRecord,
  PriceRecord,
  ProductRecord,
  StockRecord,
  VariantRecord,
} from './records.ts';
import { reviewPageLoader, type ReviewPageLoader } from './review-pages.ts';

/** Reads of the catalogue, gathered per request; an id that is none gives null. */
export interface CatalogueLoaders {
  readonly categories: () => Promise<CategoryTree>;
  readonly product: DataLoader<string, ProductRecord | null>;
  readonly productBySlug: DataLoader<string, ProductRecord | null>;
  readonly priceRangesOfProduct: DataLoader<string, PriceRangeRecord[]>;
  readonly variant: DataLoader<string, VariantRecord | null>;
  readonly variantsOfProduct: DataLoader<string, VariantRecord[]>;
  readonly pricesOfVariant: DataLoader<string, PriceRecord[]>;
  readonly image: DataLoader<string, ImageRecord | null>;
  readonly imagesOfProduct: DataLoader<string, ImageRecord[]>;
  readonly stock: DataLoader<string, StockRecord | null>;
  readonly reviewPage: ReviewPageLoader;
}

/** Builds the loaders of one request. */
export function createCatalogueLoaders(database: Database): CatalogueLoaders {
  return {
    ...productLoaders(database),
    ...variantLoaders(database),
    ...imageLoaders(database),
    categories: once(() => readCategories(database)),
    reviewPage: reviewPageLoader(database),
  };
}

function productLoaders(database: Database) {
  return {
    product: byKey(
      (ids) => database.$queryRaw<ProductRecord[]>`
        SELECT ${productColumns} FROM products p WHERE p.id = ANY(${uuids(ids)}::uuid[])`,
      ({ id }: ProductRecord) => id,
    ),
    productBySlug: byKey(
      (slugs) => database.$queryRaw<ProductRecord[]>`
        SELECT ${productColumns} FROM products p WHERE p.slug = ANY(${texts(slugs)}::text[])`,
      ({ slug }: ProductRecord) => slug,
    ),
    priceRangesOfProduct: listByKey(
      (ids) => database.$queryRaw<PriceRangeRecord[]>`
        SELECT product_id AS "productId", currency, min_minor AS "minMinor", max_minor AS "maxMinor"
        FROM product_price_ranges WHERE product_id = ANY(${uuids(ids)}::uuid[]) ORDER BY product_id, currency`,
      ({ productId }: PriceRangeRecord) => productId,
    ),
  };
}

function variantLoaders(database: Database) {
  return {
    variant: byKey(
      (ids) => database.$queryRaw<VariantRecord[]>`
        SELECT ${variantColumns} FROM product_variants v WHERE v.id = ANY(${uuids(ids)}::uuid[])`,
      ({ id }: VariantRecord) => id,
    ),
    variantsOfProduct: listByKey(
      (ids) => database.$queryRaw<VariantRecord[]>`
        SELECT ${variantColumns} FROM product_variants v
        WHERE v.product_id = ANY(${uuids(ids)}::uuid[]) ORDER BY v.product_id, v.position`,
      ({ productId }: VariantRecord) => productId,
    ),
    pricesOfVariant: listByKey(
      (ids) => database.$queryRaw<PriceRecord[]>`
        SELECT variant_id AS "variantId", currency, amount_minor AS "amountMinor", compare_at_minor AS "compareAtMinor"
        FROM variant_prices WHERE variant_id = ANY(${uuids(ids)}::uuid[])`,
      ({ variantId }: PriceRecord) => variantId,
    ),
    stock: byKey(
      (ids) => database.$queryRaw<StockRecord[]>`
        SELECT variant_id AS "variantId", available FROM stock WHERE variant_id = ANY(${uuids(ids)}::uuid[])`,
      ({ variantId }: StockRecord) => variantId,
    ),
  };
}

function imageLoaders(database: Database) {
  return {
    image: byKey(
      (ids) => database.$queryRaw<ImageRecord[]>`
        SELECT ${imageColumns} FROM images WHERE id = ANY(${uuids(ids)}::uuid[])`,
      ({ id }: ImageRecord) => id,
    ),
    imagesOfProduct: listByKey(
      (ids) => database.$queryRaw<ImageRecord[]>`
        SELECT ${imageColumns} FROM images
        WHERE product_id = ANY(${uuids(ids)}::uuid[]) ORDER BY product_id, position`,
      ({ productId }: ImageRecord) => productId,
    ),
  };
}

async function readCategories(database: Database): Promise<CategoryTree> {
  const categories = await database.$queryRaw<CategoryRecord[]>`
    SELECT id, parent_id AS "parentId", slug, name, description, position FROM categories`;
  return new CategoryTree(categories);
}

/** What is not a UUID is the id of nothing, and PostgreSQL would refuse the whole list for it. */
function uuids(ids: readonly string[]): string[] {
  return ids.filter((id) => isUuid(id));
}

/** PostgreSQL takes no NUL in a text. */
function texts(values: readonly string[]): string[] {
  return values.filter((value) => !value.includes('\0'));
}

function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | undefined;
  return () => (loading ??= load());
}
