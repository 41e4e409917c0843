import { toDecimal } from '@cartwright/money';
import type {
  ExportedCategory,
  ExportedPrice,
  ExportedProduct,
  ExportedVariant,
} from './exported-product.ts';

/** A product as a line of JSON Lines has it. */
export function jsonOfProduct(product: ExportedProduct, category: ExportedCategory | undefined): object {
  const {
    slug,
    name,
    description,
    descriptionHtml,
    brand,
    tags,
    taxClass,
    status,
    seoTitle,
    seoDescription,
    options,
    variants,
    images,
  } = product;
  const imageUrls = new Map(images.map(({ id, url }) => [id, url]));
  return {
    ...{
      slug,
      name,
      description,
      descriptionHtml: descriptionHtml ?? undefined,
      brand,
      category: category?.slug,
      tags,
      taxClass: taxClass ?? '',
      status,
    },
    seo: { title: seoTitle ?? '', description: seoDescription ?? '' },
    options: options.map(({ name: option, values, swatches = [] }) => ({
      name: option,
      values: values.map((value) => ({
        value,
        color: swatches.find((swatch) => swatch.value === value)?.color,
      })),
    })),
    variants: variants.map((variant) => jsonOfVariant(variant, imageUrls.get(variant.imageId ?? ''))),
    images: images.map(({ url, altText }) => ({ url, altText })),
  };
}

function jsonOfVariant(variant: ExportedVariant, imageUrl: string | undefined): object {
  const { sku, selectedOptions, prices, unreserved: stock, weightGrams, barcode } = variant;
  const { lengthMm, widthMm, heightMm } = variant;
  const size = lengthMm === null ? undefined : { lengthMm, widthMm, heightMm };
  return {
    sku,
    selectedOptions,
    prices: prices.map(jsonOfPrice),
    stock,
    weightGrams,
    barcode: barcode ?? '',
    size,
    imageUrl,
  };
}

/** A price as a line has it. */
export function jsonOfPrice({ currency: currencyCode, amountMinor, compareAtMinor }: ExportedPrice) {
  const money = (minor: number) => ({ amount: toDecimal(minor, currencyCode), currencyCode });
  return {
    price: money(amountMinor),
    compareAtPrice: compareAtMinor === null ? null : money(compareAtMinor),
  };
}
