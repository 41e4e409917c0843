import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { reviewPageLoader } from './repository/review-pages.ts';
import { createReview, listReviews } from './use-cases.ts';

/** What resolvers find at `context.reviews`. */
export type ReviewsContext = ReturnType<typeof reviewsContext>;

/** Makes the context of one operation. */
export function reviewsContext(parts: Parts) {
  const loaders = { reviewPage: reviewPageLoader(parts.database.statements) };
  return { ...bind(parts, { createReview }), ...bind(loaders, { listReviews }) };
}
