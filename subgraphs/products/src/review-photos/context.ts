import { listByKey } from '@cartwright/graph';
import type { Parts } from '../parts.ts';
import { photosOf } from './repository.ts';

/** What resolvers find at `context.reviewPhotos`. */
export type ReviewPhotosContext = ReturnType<typeof reviewPhotosContext>;

/** Makes the context of one operation. */
export function reviewPhotosContext({ database: { statements } }: Parts) {
  return {
    /** The photos of a review, in their order. */
    ofReview: listByKey(
      (ids: readonly string[]) => photosOf(statements, ids),
      ({ reviewId }) => reviewId,
    ),
  };
}
