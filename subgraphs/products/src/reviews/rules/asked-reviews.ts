import type { ListIdentity } from '@cartwright/graph';

/** How a product's reviews can be ordered. */
export type ReviewOrderName = 'NEWEST' | 'OLDEST' | 'HIGHEST_RATING' | 'LOWEST_RATING' | 'MOST_HELPFUL';

/** Which of a product's reviews somebody asks for, and in which order; null does not narrow. */
export interface AskedReviews {
  readonly sort: ReviewOrderName;
  readonly rating: number | null;
  readonly isVerifiedPurchase: boolean | null;
}

/** Fills in what was left out; undefined for stars that there are none of. */
export function askedReviews(args: {
  readonly sort?: ReviewOrderName | null | undefined;
  readonly rating?: number | null | undefined;
  readonly isVerifiedPurchase?: boolean | null | undefined;
}): AskedReviews | undefined {
  const { sort, rating = null, isVerifiedPurchase = null } = args;
  if (rating !== null && (rating < 1 || rating > 5)) return undefined;
  return { sort: sort ?? 'NEWEST', rating, isVerifiedPurchase };
}

/** The order to read in: among reviews of as many stars, those of the most or the fewest stars are just the newest. */
export function orderOf({ sort, rating }: AskedReviews): ReviewOrderName {
  const isByRating = sort === 'HIGHEST_RATING' || sort === 'LOWEST_RATING';
  return isByRating && rating !== null ? 'NEWEST' : sort;
}

/** Which list it is. Cursors of all reviews, the newest first, are the same as before there were others. */
export function identityOf(productId: string, asked: AskedReviews): ListIdentity {
  const { sort, rating, isVerifiedPurchase } = asked;
  const isAll = sort === 'NEWEST' && rating === null && isVerifiedPurchase === null;
  return isAll ? ['reviews', productId] : ['reviews', productId, asked];
}
