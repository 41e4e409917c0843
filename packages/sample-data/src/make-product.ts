import { chooseOptions } from './choose-options.ts';
import { describeProduct } from './describe-product.ts';
import { makeImages } from './make-images.ts';
import { makeVariants } from './make-variants.ts';
import type { ProductPlace } from './product-places.ts';
import { createRandom, type Random } from '@cartwright/random';
import { sampleId } from './sample-id.ts';
import type { SampleProduct, SampleVariant } from './sample-types.ts';
import { slugify } from './slugify.ts';

const firstProductAt = Date.UTC(2023, 5, 1);
const lastProductAt = Date.UTC(2026, 4, 31);
const newSince = new Date(Date.UTC(2026, 2, 1));

/** Makes the product of a place, which alone decides what it is; its slug may be another product's too. */
export function makeProduct({ index, leaf, nth }: ProductPlace): SampleProduct {
  const random = createRandom(`product:${index}`);
  const id = sampleId('product', index);
  const words = describeProduct(leaf, nth, random);
  const options = chooseOptions(leaf.spec.options, random);
  const motif = leaf.spec.motif;
  const { images, imageOf } = makeImages({ index, title: words.title, motif, options }, random);
  const variants = makeVariants({ index, productId: id, leaf, options, imageOf }, random);
  const createdAt = chooseDate(random);
  return {
    id,
    index,
    slug: slugify(words.title),
    ...words,
    categoryId: leaf.categoryId,
    createdAt,
    options: options.map(({ name, values }) => ({ name, values })),
    variants,
    images,
    tags: [...leaf.spec.tags, ...occasionTags(createdAt, variants, random)],
  };
}

function chooseDate(random: Random): Date {
  return new Date(
    firstProductAt + Math.floor((random.next() * (lastProductAt - firstProductAt)) / 1000) * 1000,
  );
}

function occasionTags(createdAt: Date, variants: readonly SampleVariant[], random: Random): string[] {
  const tags = createdAt >= newSince ? ['new'] : [];
  if (variants.some(({ prices }) => prices.some((price) => price.compareAtMinor !== null))) tags.push('sale');
  if (random.chance(0.12)) tags.push('bestseller');
  return tags;
}
