import type { RatingCount } from '../../catalogue/door.ts';

const allStars = [5, 4, 3, 2, 1] as const;

/** How many gave 5, 4, 3, 2 and 1 stars, in this order; 0 for what nobody gave. */
export function ratingDistribution(counts: readonly RatingCount[]): RatingCount[] {
  const countOf = new Map(counts.map(({ stars, count }) => [stars, count]));
  return allStars.map((stars) => ({ stars, count: countOf.get(stars) ?? 0 }));
}
