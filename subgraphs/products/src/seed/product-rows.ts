import {
  sampleImageSize,
  sampleReviewAnswer,
  sampleReviews,
  sampleReviewVotes,
  type SampleCategory,
  type SampleProduct,
  type SampleReview,
  type SampleVariant,
} from '@cartwright/sample-data';
import { keywordsOf } from '../catalogue/door.ts';
import { describeSample } from './attribute-rows.ts';
import type { SeededRow } from './repository.ts';

/** The rows of some products, by the table that they go into. */
export interface ProductRows {
  readonly products: readonly SeededRow<'products'>[];
  readonly images: readonly SeededRow<'images'>[];
  readonly productVariants: readonly SeededRow<'productVariants'>[];
  readonly variantPrices: readonly SeededRow<'variantPrices'>[];
  readonly stock: readonly SeededRow<'stock'>[];
  readonly attributeValues: readonly SeededRow<'attributeValues'>[];
  readonly reviews: readonly SeededRow<'reviews'>[];
  readonly reviewVotes: readonly SeededRow<'reviewVotes'>[];
}

/** Turns sample products into rows; `categoryPath` gives the categories above and including a leaf. */
export function productRows(
  products: readonly SampleProduct[],
  categoryPath: (id: string) => readonly SampleCategory[],
): ProductRows {
  const variants = products.flatMap((product) => product.variants);
  const reviews = new Map(products.map((product) => [product.id, sampleReviews(product)]));
  const descriptions = new Map(
    products.map((product) => [product.id, describeSample(product, categoryPath(product.categoryId))]),
  );
  return {
    products: products.map((product) => ({
      ...productRow(product, categoryPath(product.categoryId)),
      ...descriptions.get(product.id)?.ofProduct,
      ratingCount: reviews.get(product.id)?.length ?? 0,
      ratingSum: (reviews.get(product.id) ?? []).reduce((sum, { rating }) => sum + rating, 0),
    })),
    images: products.flatMap(imageRows),
    productVariants: variants.map(variantRow),
    variantPrices: variants.flatMap(priceRows),
    stock: variants.map(({ id, stockOnHand }) => ({
      variantId: id,
      available: stockOnHand,
      received: stockOnHand,
    })),
    attributeValues: [...descriptions.values()].flatMap(({ values }) => values),
    reviews: [...reviews.values()].flat().map(reviewRow),
    reviewVotes: [...reviews.values()].flat().flatMap(sampleReviewVotes),
  };
}

function productRow(
  product: SampleProduct,
  path: readonly SampleCategory[],
): Omit<SeededRow<'products'>, 'ratingCount' | 'ratingSum'> {
  const { id, slug, title: name, description, brand, categoryId, tags, options, createdAt } = product;
  const chosen = product.variants.flatMap(({ optionValues }) => optionValues);
  return {
    id,
    slug,
    name,
    description,
    brand,
    categoryId,
    tags,
    options,
    optionValues: [...new Set(chosen.map((option) => `${option.name}=${option.value}`))],
    keywords: keywordsOf({ path, tags, optionValues: chosen.map(({ value }) => value) }),
    availableVariants: product.variants.filter(({ stockOnHand }) => stockOnHand > 0).length,
    createdAt,
  };
}

function imageRows({ id: productId, images }: SampleProduct): SeededRow<'images'>[] {
  return images.map(({ id, key, alt: altText, position }) => {
    return { id, productId, key, altText, position, ...sampleImageSize };
  });
}

function variantRow(variant: SampleVariant): SeededRow<'productVariants'> {
  const {
    id,
    productId,
    sku,
    title,
    optionValues: selectedOptions,
    weightGrams,
    imageId,
    position,
  } = variant;
  return { id, productId, sku, title, selectedOptions, weightGrams, imageId, position };
}

function priceRows({ id: variantId, prices }: SampleVariant): SeededRow<'variantPrices'>[] {
  return prices.map((price) => ({ variantId, ...price }));
}

function reviewRow(review: SampleReview): SeededRow<'reviews'> {
  const votes = sampleReviewVotes(review);
  const helpfulCount = votes.filter(({ isHelpful }) => isHelpful).length;
  const { answerBody = null, answeredAt = null } = sampleReviewAnswer(review) ?? {};
  return { ...review, helpfulCount, unhelpfulCount: votes.length - helpfulCount, answerBody, answeredAt };
}
