import {
  sampleId,
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
import { htmlOfText, sanitised } from '../rich-text/door.ts';
import { noMeasure, type MeasureColumns } from '../unit-prices/door.ts';
import { describeSample } from './attribute-rows.ts';
import { germanTexts } from './german-texts.ts';
import type { SeededRow } from './repository.ts';

/** The rows of some products, by the table that they go into. */
export interface ProductRows {
  readonly products: readonly SeededRow<'products'>[];
  readonly images: readonly SeededRow<'images'>[];
  readonly productMedia: readonly SeededRow<'productMedia'>[];
  readonly productVariants: readonly SeededRow<'productVariants'>[];
  readonly variantPriceHistory: readonly SeededRow<'variantPriceHistory'>[];
  readonly variantPrices: readonly SeededRow<'variantPrices'>[];
  readonly stock: readonly SeededRow<'stock'>[];
  readonly attributeValues: readonly SeededRow<'attributeValues'>[];
  readonly reviews: readonly SeededRow<'reviews'>[];
  readonly reviewVotes: readonly SeededRow<'reviewVotes'>[];
}

/** What rows are made with. */
interface Surroundings {
  /** The categories above and including a leaf. */
  readonly categoryPath: (id: string) => readonly SampleCategory[];
  readonly now: Date;
}

/** Turns sample products into rows. */
export function productRows(
  products: readonly SampleProduct[],
  { categoryPath, now }: Surroundings,
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
    productMedia: products.filter(({ id }) => id === shownInFilm).map(filmRow),
    productVariants: variants.map(variantRow),
    variantPriceHistory: products.flatMap((product) => formerPriceRows(product, now)),
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
    descriptionHtml: id === shownInFilm ? withStrongBeginning(description) : null,
    brand,
    categoryId,
    tags,
    options,
    optionValues: [...new Set(chosen.map((option) => `${option.name}=${option.value}`))],
    keywords: keywordsOf({ path, tags, optionValues: chosen.map(({ value }) => value) }),
    translations: { de: germanTexts(product) },
    availableVariants: product.variants.filter(({ stockOnHand }) => stockOnHand > 0).length,
    createdAt,
  };
}

function imageRows({ id: productId, images }: SampleProduct): SeededRow<'images'>[] {
  return images.map(({ id, key, alt: altText, position }) => {
    return { id, productId, key, altText, position, ...sampleImageSize };
  });
}

/** A description whose first sentence stands out. */
function withStrongBeginning(description: string): string {
  const end = description.indexOf('. ') + 1;
  const [first, rest] = [description.slice(0, end), description.slice(end)].map(htmlOfText);
  return sanitised(`<p><strong>${first}</strong>${rest}</p>`);
}

/** The product that a newcomer sees first shows a film, behind its first picture: one of the Blender Foundation that everybody may show. */
const shownInFilm = sampleId('product', 0);

function filmRow({ id: productId, title }: SampleProduct): SeededRow<'productMedia'> {
  return {
    id: sampleId('medium', 0),
    productId,
    kind: 'EXTERNAL_VIDEO',
    host: 'YOUTUBE',
    videoId: 'aqz-KE-bpKQ',
    altText: `${title}, in a film`,
    picturesBefore: 1,
    position: 0,
  };
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
  const variantOf = { id, productId, sku, title, selectedOptions, weightGrams, imageId, position };
  return { ...variantOf, ...measureRow(selectedOptions) };
}

/** What comes in sizes of so many grams holds as much, and can be compared by the kilogram. */
function measureRow(options: SampleVariant['optionValues']): MeasureColumns {
  const [grams] = options.flatMap(({ value }) => /^(\d+) g$/.exec(value)?.[1] ?? []);
  if (grams === undefined) return noMeasure;
  const content = { contentThousandths: Number(grams) * 1_000, contentUnit: 'GRAM' } as const;
  return { ...content, referenceQuantity: 1, referenceUnit: 'KILOGRAM' };
}

function priceRows({ id: variantId, prices }: SampleVariant): SeededRow<'variantPrices'>[] {
  return prices.map((price) => ({ variantId, ...price }));
}

/** What is reduced now cost as much as is shown beside its price ever since it came. */
function formerPriceRows(
  { variants, createdAt }: SampleProduct,
  now: Date,
): SeededRow<'variantPriceHistory'>[] {
  return variants.flatMap(({ id: variantId, prices }) =>
    prices.flatMap(({ currency, compareAtMinor: amountMinor }) =>
      amountMinor === null ? [] : [{ variantId, currency, amountMinor, beganAt: createdAt, endedAt: now }],
    ),
  );
}

function reviewRow(review: SampleReview): SeededRow<'reviews'> {
  const votes = sampleReviewVotes(review);
  const helpfulCount = votes.filter(({ isHelpful }) => isHelpful).length;
  const { answerBody = null, answeredAt = null } = sampleReviewAnswer(review) ?? {};
  return { ...review, helpfulCount, unhelpfulCount: votes.length - helpfulCount, answerBody, answeredAt };
}
