import { bind } from '@cartwright/database';
import { byKey, listByKey } from '@cartwright/graph';
import type { ContextInput } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import { findModerations } from './repository/moderations.ts';
import { findVerified } from './repository/purchases.ts';
import { reviewCountLoader } from './repository/review-counts.ts';
import { reviewPageLoader } from './repository/review-pages.ts';
import { findOpenReports } from './repository/reports.ts';
import { findReviews, findReviewsBy } from './repository/reviews.ts';
import { findVotesBy } from './repository/votes.ts';
import { answerReview, deleteAnswer } from './use-cases/answer-review.ts';
import { changeReview, deleteReview } from './use-cases/change-review.ts';
import { createReview } from './use-cases/create-review.ts';
import { deleteReviewPhotos, listHiddenReviews, moderateReview } from './use-cases/moderate-review.ts';
import { dismissReports, listReportedReviews } from './use-cases/moderate-reports.ts';
import { listReviews, readReview } from './use-cases/read-reviews.ts';
import { reportReview } from './use-cases/report-review.ts';
import { voteOnReview } from './use-cases/vote-on-review.ts';

/** What resolvers find at `context.reviews`. */
export type ReviewsContext = ReturnType<typeof reviewsContext>;

/** Makes the context of one operation. */
export function reviewsContext(parts: Parts, { viewer }: ContextInput) {
  const db = parts.database.statements;
  const [reviewPage, reviewCount] = [reviewPageLoader(db), reviewCountLoader(db)];
  const review = byKey(
    (ids: readonly string[]) => findReviews(db, ids),
    ({ id }) => id,
  );
  return {
    ...bind(parts, { createReview, changeReview, deleteReview, moderateReview, deleteReviewPhotos }),
    ...bind(parts, { answerReview, deleteAnswer }),
    ...bind(parts, { reportReview, dismissReports, listReportedReviews }),
    ...bind(parts, { listHiddenReviews, voteOnReview }),
    ...bind({ review }, { readReview }),
    ...bind({ reviewPage, reviewCount }, { listReviews }),
    loaders: {
      verified: byKey(
        (ids: readonly string[]) => findVerified(db, ids),
        ({ id }) => id,
      ),
      moderations: listByKey(
        (ids: readonly string[]) => findModerations(db, ids),
        ({ reviewId }) => reviewId,
      ),
      openReports: listByKey(
        (ids: readonly string[]) => findOpenReports(db, ids),
        ({ reviewId }) => reviewId,
      ),
      /** The viewer's own review of a product. */
      own: byKey(
        async (productIds: readonly string[]) =>
          viewer === null ? [] : findReviewsBy(db, viewer.id, productIds),
        ({ productId }) => productId,
      ),
      /** The viewer's own vote on a review. */
      ownVote: byKey(
        async (reviewIds: readonly string[]) =>
          viewer === null ? [] : findVotesBy(db, viewer.id, reviewIds),
        ({ reviewId }) => reviewId,
      ),
    },
  };
}
