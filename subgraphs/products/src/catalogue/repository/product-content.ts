import { anyOf, keyedRead, type Statements } from '@cartwright/database';
import { type Expression, type ExpressionBuilder, type NotNull, type RawBuilder, sql } from 'kysely';
import { jsonBuildObject } from 'kysely/helpers/postgres';
import type { Image } from '../../media/door.ts';
import type { Tables } from '../../tables.ts';
import type { ProductOption } from '../rules/option.ts';
import { storedColumns, type StoredProduct } from './products.ts';

/** What a variant costs in one currency, gross, in minor units; `compareAtMinor` is the former, higher price. */
export type VariantPrice = Pick<
  Tables['variantPrices'],
  'currency' | 'amountMinor' | 'compareAtMinor' | 'lowestRecentMinor'
>;

/** A variant with its prices. */
export interface Variant extends Pick<
  Tables['productVariants'],
  | 'id'
  | 'productId'
  | 'sku'
  | 'title'
  | 'selectedOptions'
  | 'imageId'
  | 'weightGrams'
  | 'barcode'
  | 'lengthMm'
  | 'widthMm'
  | 'heightMm'
  | 'contentThousandths'
  | 'contentUnit'
  | 'referenceQuantity'
  | 'referenceUnit'
> {
  readonly prices: readonly VariantPrice[];
}

/** How many of a product's reviews that are shown gave how many stars. */
export interface RatingCount {
  /** 1 to 5. */
  readonly stars: number;
  readonly count: number;
}

/** All that is shown of a product but its stock, as it is at one revision. Requests share it: nobody changes it. */
export interface Product extends Readonly<StoredProduct> {
  /** Another one after each change of any of it. */
  readonly revision: string;
  /** In the order of the product page. */
  readonly images: readonly Image[];
  /** In the order of the product page. */
  readonly variants: readonly Variant[];
  /** The most stars first; those that nobody gave may be left out. */
  readonly ratingCounts: readonly RatingCount[];
}

/** An option, and whose it is. */
export interface OptionOfProduct extends ProductOption {
  readonly product: Product;
}

/** Reads products whole, each as it is at the revision that comes with it: in one statement, which sees one moment. */
export const readContents = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
  db
    .selectFrom('products as p')
    .select([...storedColumns, 'p.revision'])
    .select((product) => [imagesOf(product), variantsOf(product), ratingCountsOf(product)])
    .where('p.id', '=', anyOf(ids))
    .$narrowType<{ images: NotNull; variants: NotNull; ratingCounts: NotNull }>(),
);

type OfProduct = ExpressionBuilder<Tables & { p: Tables['products'] }, 'p'>;

function imagesOf(product: OfProduct) {
  return product
    .selectFrom('images as i')
    .whereRef('i.productId', '=', 'p.id')
    .select((eb) => {
      const image = jsonBuildObject({
        id: eb.ref('i.id'),
        productId: eb.ref('i.productId'),
        key: eb.ref('i.key'),
        altText: eb.ref('i.altText'),
        width: eb.ref('i.width'),
        height: eb.ref('i.height'),
        placeholder: eb.ref('i.placeholder'),
        position: eb.ref('i.position'),
        mediaId: eb.ref('i.mediaId'),
      } satisfies Record<keyof Image, unknown>);
      return listOf<Image>(image, eb.ref('i.position')).as('images');
    })
    .as('images');
}

function variantsOf(product: OfProduct) {
  return product
    .selectFrom('productVariants as v')
    .whereRef('v.productId', '=', 'p.id')
    .select((eb) => {
      const variant = jsonBuildObject({
        id: eb.ref('v.id'),
        productId: eb.ref('v.productId'),
        sku: eb.ref('v.sku'),
        title: eb.ref('v.title'),
        selectedOptions: eb.ref('v.selectedOptions'),
        imageId: eb.ref('v.imageId'),
        weightGrams: eb.ref('v.weightGrams'),
        barcode: eb.ref('v.barcode'),
        lengthMm: eb.ref('v.lengthMm'),
        widthMm: eb.ref('v.widthMm'),
        heightMm: eb.ref('v.heightMm'),
        contentThousandths: eb.ref('v.contentThousandths'),
        contentUnit: eb.ref('v.contentUnit'),
        referenceQuantity: eb.ref('v.referenceQuantity'),
        referenceUnit: eb.ref('v.referenceUnit'),
        prices: pricesOf(eb),
      } satisfies Record<keyof Variant, unknown>);
      return listOf<Variant>(variant, eb.ref('v.position')).as('variants');
    })
    .as('variants');
}

function pricesOf(variant: ExpressionBuilder<Tables & { v: Tables['productVariants'] }, 'v'>) {
  return variant
    .selectFrom('variantPrices as price')
    .whereRef('price.variantId', '=', 'v.id')
    .select((eb) => {
      const price = jsonBuildObject({
        currency: eb.ref('price.currency'),
        amountMinor: eb.ref('price.amountMinor'),
        compareAtMinor: eb.ref('price.compareAtMinor'),
        lowestRecentMinor: eb.ref('price.lowestRecentMinor'),
      } satisfies Record<keyof VariantPrice, unknown>);
      return listOf<VariantPrice>(price, eb.ref('price.currency')).as('prices');
    });
}

function ratingCountsOf(product: OfProduct) {
  return product
    .selectFrom('productRatingCounts as given')
    .whereRef('given.productId', '=', 'p.id')
    .select((eb) => {
      const count = jsonBuildObject({
        stars: eb.ref('given.rating'),
        count: eb.ref('given.reviews'),
      } satisfies Record<keyof RatingCount, unknown>);
      return listOf<RatingCount>(count, sql`given.rating DESC`).as('ratingCounts');
    })
    .as('ratingCounts');
}

/** The rows of a query as a JSON list, in an order. */
function listOf<Row>(row: Expression<unknown>, order: Expression<unknown>): RawBuilder<Row[]> {
  return sql<Row[]>`coalesce(json_agg(${row} ORDER BY ${order}), '[]')`;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [(db: Statements<Tables>) => readContents(db, [''])];
