import { planCategories } from './categories.ts';
import { createRandom, type Random } from '@cartwright/random';
import { moodByRating, remarksByDepartment } from './review-texts.ts';
import { sampleCustomers } from './sample-customers.ts';
import { sampleId } from './sample-id.ts';
import type { SampleCustomer, SampleProduct, SampleReview } from './sample-types.ts';

const maxReviews = 12;
const lastReviewAt = Date.UTC(2026, 5, 30);
const deliveryMs = 5 * 24 * 3_600_000;

const reviewers = sampleCustomers().filter(({ role }) => role === 'CUSTOMER');
const departmentByCategory = new Map(
  planCategories().leaves.map(({ categoryId, department }) => [categoryId, department.slug]),
);

/** How likely the ratings 1 to 5 are for products of poor, ordinary and excellent quality. */
const ratingWeights = [
  [14, 18, 28, 26, 14],
  [3, 5, 13, 33, 46],
  [1, 1, 5, 23, 70],
] as const;

/** Up to 12 reviews of a product by different sample customers, oldest first. */
export function sampleReviews(product: SampleProduct): SampleReview[] {
  const random = createRandom(`reviews:${product.index}`);
  const weights = random.pick([ratingWeights[0], ratingWeights[1], ratingWeights[1], ratingWeights[2]]);
  const count = Math.floor((maxReviews + 1) * random.next() ** 1.4);
  return random
    .shuffle(reviewers)
    .slice(0, count)
    .map((customer) => ({ customer, createdAt: chooseDate(product, customer, random) }))
    .sort((left, right) => left.createdAt.getTime() - right.createdAt.getTime())
    .map(({ customer, createdAt }, nth) => ({
      id: sampleId('review', product.index * 16 + nth),
      productId: product.id,
      customerId: customer.id,
      authorName: `${customer.firstName} ${customer.lastName.charAt(0).toUpperCase()}.`,
      ...writeOpinion(product, weights, random),
      createdAt,
    }));
}

function chooseDate(product: SampleProduct, customer: SampleCustomer, random: Random): Date {
  const from = Math.max(product.createdAt.getTime(), customer.createdAt.getTime()) + deliveryMs;
  return new Date(from + Math.floor((random.next() * (lastReviewAt - from)) / 1000) * 1000);
}

function writeOpinion(
  product: SampleProduct,
  weights: readonly number[],
  random: Random,
): Pick<SampleReview, 'rating' | 'title' | 'body'> {
  const rating = random.pickWeighted(weights.map((weight, index) => [index + 1, weight]));
  const mood = moodByRating[rating];
  const remarks = remarksByDepartment[departmentByCategory.get(product.categoryId) ?? ''];
  if (!mood || !remarks) throw new Error(`Nothing to say about ${product.title}.`);
  const sentences = [random.pick(mood.openings)];
  if (rating >= 4) sentences.push(random.pick(remarks.praise));
  if (rating <= 3 || (rating === 4 && random.chance(0.3))) sentences.push(random.pick(remarks.gripes));
  return { rating, title: random.pick(mood.titles), body: sentences.join(' ') };
}
