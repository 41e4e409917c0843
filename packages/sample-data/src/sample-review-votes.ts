import { createRandom } from '@cartwright/random';
import { sampleCustomers } from './sample-customers.ts';
import type { SampleReview, SampleReviewAnswer, SampleReviewVote } from './sample-types.ts';

const dayMs = 24 * 3_600_000;
const voters = sampleCustomers().filter(({ role }) => role === 'CUSTOMER');

/** What the shop answers, by how many stars it was given. */
const answers: Readonly<Record<number, readonly string[]>> = {
  1: [
    'We are sorry. Please write to us with the number of your order, and we will make it right.',
    'That is not what we want to sell. You can send it back within 30 days at our cost.',
  ],
  2: ['Thank you for telling us. We have passed this on to the maker.'],
  3: ['Thank you for weighing it so fairly.'],
};

/** Up to four votes on a review by different customers, none of them its author; most reviews have none. */
export function sampleReviewVotes({ id, customerId, createdAt, rating }: SampleReview): SampleReviewVote[] {
  const random = createRandom(`votes:${id}`);
  if (!random.chance(0.3)) return [];
  const chosen = new Set(Array.from({ length: random.integer(1, 4) }, () => random.pick(voters).id));
  chosen.delete(customerId);
  return [...chosen].map((voterId) => ({
    reviewId: id,
    customerId: voterId,
    isHelpful: random.chance(rating === 3 ? 0.6 : 0.85),
    votedAt: new Date(createdAt.getTime() + random.integer(1, 30) * dayMs),
  }));
}

/** The shop's answer to a review, given to some with three stars or fewer; null for the others. */
export function sampleReviewAnswer({ id, rating, createdAt }: SampleReview): SampleReviewAnswer | null {
  const random = createRandom(`answer:${id}`);
  const possible = answers[rating];
  if (possible === undefined || !random.chance(0.5)) return null;
  return {
    answerBody: random.pick(possible),
    answeredAt: new Date(createdAt.getTime() + random.integer(1, 5) * dayMs),
  };
}
