import { sampleReviews, type SampleCategory, type SampleProduct } from '@cartwright/sample-data';
import { colourWords } from './colour-words.ts';

/** The rows of some products, by the table that they go into, in the names of its columns. */
export type ProductRows = Record<
  | 'products'
  | 'product_price_ranges'
  | 'images'
  | 'product_variants'
  | 'variant_prices'
  | 'stock'
  | 'reviews',
  object[]
>;

/** Turns sample products into rows; `categoryPath` gives the categories above and including a leaf. */
export function productRows(
  products: readonly SampleProduct[],
  categoryPath: (id: string) => readonly SampleCategory[],
): ProductRows {
  const variants = products.flatMap((product) => product.variants);
  const reviews = new Map(products.map((product) => [product.id, sampleReviews(product)]));
  return {
    products: products.map((product) => ({
      ...productRow(product, categoryPath(product.categoryId)),
      rating_count: reviews.get(product.id)?.length ?? 0,
      rating_sum: (reviews.get(product.id) ?? []).reduce((sum, { rating }) => sum + rating, 0),
    })),
    product_price_ranges: products.flatMap(priceRangeRows),
    images: products.flatMap(imageRows),
    product_variants: variants.map(variantRow),
    variant_prices: variants.flatMap(priceRows),
    stock: variants.map(({ id, stockOnHand }) => ({
      variant_id: id,
      available: stockOnHand,
      received: stockOnHand,
    })),
    reviews: [...reviews.values()].flat().map(reviewRow),
  };
}

function productRow(product: SampleProduct, path: readonly SampleCategory[]): object {
  const {
    id,
    slug,
    title: name,
    description,
    brand,
    categoryId,
    tags,
    options,
    variants,
    createdAt,
  } = product;
  const chosen = variants.flatMap(({ optionValues }) => optionValues);
  const values = new Set(chosen.map(({ value }) => value));
  const categoryNames = path.map((category) => category.name);
  return {
    id,
    slug,
    name,
    description,
    brand,
    category_id: categoryId,
    tags,
    options,
    option_values: [...new Set(chosen.map((option) => `${option.name}=${option.value}`))],
    keywords: [...categoryNames, ...tags, ...values, ...colourWords(values)].join(' '),
    available_variants: variants.filter(({ stockOnHand }) => stockOnHand > 0).length,
    created_at: createdAt,
  };
}

function priceRangeRows({ id, variants }: SampleProduct): object[] {
  const prices = Map.groupBy(
    variants.flatMap((variant) => variant.prices),
    ({ currency }) => currency,
  );
  return [...prices].map(([currency, ofCurrency]) => ({
    product_id: id,
    currency,
    min_minor: Math.min(...ofCurrency.map(({ amountMinor }) => amountMinor)),
    max_minor: Math.max(...ofCurrency.map(({ amountMinor }) => amountMinor)),
  }));
}

function imageRows({ id: productId, images }: SampleProduct): object[] {
  return images.map(({ id, key, alt, position }) => ({
    id,
    product_id: productId,
    key,
    alt_text: alt,
    position,
  }));
}

function variantRow(variant: SampleProduct['variants'][number]): object {
  const { id, productId, sku, title, optionValues, weightGrams, imageId, position } = variant;
  return {
    id,
    product_id: productId,
    sku,
    title,
    selected_options: optionValues,
    weight_grams: weightGrams,
    image_id: imageId,
    position,
  };
}

function priceRows({ id, prices }: SampleProduct['variants'][number]): object[] {
  return prices.map(({ currency, amountMinor, compareAtMinor }) => ({
    variant_id: id,
    currency,
    amount_minor: amountMinor,
    compare_at_minor: compareAtMinor,
  }));
}

function reviewRow(review: ReturnType<typeof sampleReviews>[number]): object {
  const { id, productId, customerId, authorName, rating, title, body, createdAt } = review;
  return {
    id,
    product_id: productId,
    customer_id: customerId,
    author_name: authorName,
    rating,
    title,
    body,
    created_at: createdAt,
  };
}
