import { toDecimal, type StoreCurrency } from '@cartwright/money';
import { listCell } from '@cartwright/transfer';
import { htmlOfText } from '../../rich-text/door.ts';
import type {
  ExportedCategory,
  ExportedImage,
  ExportedPrice,
  ExportedProduct,
  ExportedVariant,
} from './exported-product.ts';

type Cell = string | number | null;

/** The columns of a table of products, as Shopify's own exports have them. */
export const productColumns = [
  'Handle',
  'Title',
  'Body (HTML)',
  'Vendor',
  'Product Category',
  'Type',
  'Tags',
  'Tax Class',
  'Published',
  'Option1 Name',
  'Option1 Value',
  'Option2 Name',
  'Option2 Value',
  'Option3 Name',
  'Option3 Value',
  'Variant SKU',
  'Variant Grams',
  'Variant Inventory Tracker',
  'Variant Inventory Qty',
  'Variant Inventory Policy',
  'Variant Price',
  'Variant Compare At Price',
  'Variant Barcode',
  'Image Src',
  'Image Position',
  'Image Alt Text',
  'SEO Title',
  'SEO Description',
  'Variant Image',
  'Status',
] as const;

type Row = Partial<Record<(typeof productColumns)[number], Cell>>;

/** A product as rows: what it is in the first, then each variant and each picture beside one another. */
export function rowsOfProduct(
  product: ExportedProduct,
  {
    category,
    currency,
  }: { readonly category: ExportedCategory | undefined; readonly currency: StoreCurrency },
): Cell[][] {
  const { variants, images, options } = product;
  const imageUrls = new Map(images.map(({ id, url }) => [id, url]));
  return Array.from({ length: Math.max(1, variants.length, images.length) }, (_, index) => {
    const [variant, image] = [variants[index], images[index]];
    const row: Row = {
      Handle: product.slug,
      ...(index === 0 && firstRow(product, category)),
      ...(variant !== undefined && {
        ...optionCells(
          options.map(({ name }) => name),
          variant,
          index === 0,
        ),
        ...variantCells(variant, currency),
        'Variant Image': imageUrls.get(variant.imageId ?? '') ?? null,
      }),
      ...(image !== undefined && imageCells(image, index + 1)),
    };
    return productColumns.map((column) => row[column] ?? null);
  });
}

function firstRow(product: ExportedProduct, category: ExportedCategory | undefined): Row {
  const { name, description, descriptionHtml, brand, tags, taxClass, status, seoTitle, seoDescription } =
    product;
  return {
    Title: name,
    'Body (HTML)': descriptionHtml ?? htmlOfText(description),
    Vendor: brand,
    'Product Category': category?.path ?? null,
    Type: category?.name ?? null,
    Tags: listCell(tags),
    'Tax Class': taxClass,
    Published: status === 'PUBLISHED' ? 'TRUE' : 'FALSE',
    'SEO Title': seoTitle,
    'SEO Description': seoDescription,
    Status: { PUBLISHED: 'active', SCHEDULED: 'draft', DRAFT: 'draft', ARCHIVED: 'archived' }[status],
  };
}

/** A product without options has one called "Title", whose value is "Default Title". */
function optionCells(names: readonly string[], { selectedOptions }: ExportedVariant, isFirst: boolean): Row {
  const chosen = selectedOptions.map(({ value }) => value);
  const [first = null, second = null, third = null] = chosen.length > 0 ? chosen : ['Default Title'];
  const [one = 'Title', two, three] = names;
  return {
    ...(isFirst && { 'Option1 Name': one, 'Option2 Name': two ?? null, 'Option3 Name': three ?? null }),
    'Option1 Value': first,
    'Option2 Value': second,
    'Option3 Value': third,
  };
}

function variantCells(
  { sku, weightGrams, unreserved, barcode, prices }: ExportedVariant,
  currency: StoreCurrency,
): Row {
  const price = prices.find((one) => one.currency === currency);
  return {
    'Variant SKU': sku,
    'Variant Grams': weightGrams,
    'Variant Inventory Tracker': 'shopify',
    'Variant Inventory Qty': unreserved,
    'Variant Inventory Policy': 'deny',
    'Variant Price': price === undefined ? null : toDecimal(price.amountMinor, currency),
    'Variant Compare At Price': formerOf(price),
    'Variant Barcode': barcode,
  };
}

function imageCells({ url, altText }: ExportedImage, position: number): Row {
  return { 'Image Src': url, 'Image Position': position, 'Image Alt Text': altText };
}

/** The former price as a decimal number; null for none. */
function formerOf(price: ExportedPrice | undefined): string | null {
  return price?.compareAtMinor == null ? null : toDecimal(price.compareAtMinor, price.currency);
}

/** The columns of a table of prices. */
export const priceColumns = ['SKU', 'Title', 'Currency', 'Price', 'Compare At Price'] as const;

/** What each variant of a product costs without any sale, in each currency. */
export function priceRowsOf({ name, variants }: ExportedProduct): Cell[][] {
  return variants.flatMap((variant) =>
    variant.prices.map((price) => [
      variant.sku,
      titleOf(name, variant),
      price.currency,
      toDecimal(price.amountMinor, price.currency),
      formerOf(price),
    ]),
  );
}

/** The columns of a table of stock. */
export const stockColumns = ['SKU', 'Title', 'Location', 'Available'] as const;

/** How many pieces of each variant of a product are at each location that no order holds. */
export function stockRowsOf({ name, variants }: ExportedProduct): Cell[][] {
  return variants.flatMap((variant) =>
    variant.levels.map(({ location, unreserved }) => [
      variant.sku,
      titleOf(name, variant),
      location,
      unreserved,
    ]),
  );
}

function titleOf(name: string, { title }: ExportedVariant): string {
  return title === '' ? name : `${name} – ${title}`;
}
