import { expect, it } from 'vitest';
import { sampleCatalogue } from './sample-catalogue.ts';
import { sampleReviewAnswer, sampleReviewVotes } from './sample-review-votes.ts';
import { sampleReviews } from './sample-reviews.ts';

const reviews = [...sampleCatalogue({ products: 200 }).products].flatMap(sampleReviews);

it('votes are the same each time, one of each customer, none on their own review, after it was written', () => {
  const votes = reviews.flatMap(sampleReviewVotes);
  expect(reviews.flatMap(sampleReviewVotes)).toEqual(votes);
  expect(new Set(votes.map(({ isHelpful }) => isHelpful))).toEqual(new Set([true, false]));
  for (const review of reviews) {
    const own = sampleReviewVotes(review);
    expect(new Set(own.map(({ customerId }) => customerId)).size).toBe(own.length);
    expect(own.every(({ customerId }) => customerId !== review.customerId)).toBe(true);
    expect(own.every(({ votedAt }) => votedAt > review.createdAt)).toBe(true);
  }
});

it('the shop answers some of those that are not content, and is the same each time', () => {
  const answers = reviews.map(sampleReviewAnswer);
  expect(reviews.map(sampleReviewAnswer)).toEqual(answers);
  const answered = reviews.filter((_review, at) => answers[at] !== null);
  expect(answered.length).toBeGreaterThan(10);
  expect(answered.every(({ rating }) => rating <= 3)).toBe(true);
});
