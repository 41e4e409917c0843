/** What of a review its product's rating counts. */
export interface Counted {
  readonly rating: number;
  /** Null while the review is shown. */
  readonly hiddenAt: Date | null;
}

/** How the sum of a product's ratings and their number change. */
export interface RatingChange {
  readonly sum: number;
  readonly count: number;
}

/** What becomes of a product's rating when a review changes; null for one that is not there before or after. */
export function ratingChange(before: Counted | null, after: Counted | null): RatingChange {
  const [was, is] = [weightOf(before), weightOf(after)];
  return { sum: is.sum - was.sum, count: is.count - was.count };
}

function weightOf(review: Counted | null): RatingChange {
  const counts = review !== null && review.hiddenAt === null;
  return counts ? { sum: review.rating, count: 1 } : { sum: 0, count: 0 };
}
