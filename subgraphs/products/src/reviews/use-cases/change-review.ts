import { isDeepStrictEqual } from 'node:util';
import { isId } from '@cartwright/graph';
import { readInput, type InvalidInput } from '@cartwright/input';
import { changeRating } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import { forgetPhotos, planReviewPhotos, savePhotos } from '../../review-photos/door.ts';
import { lockReview, removeReview, updateReview, type Review } from '../repository/reviews.ts';
import { reviewsChangedMessage } from '../events.ts';
import { noAnswer } from '../rules/answer-change.ts';
import { ratingChange } from '../rules/rating-change.ts';
import { reviewChangeSchema, withoutNulls, type ReviewChange } from '../rules/review-input.ts';

type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** Whose review is to be changed or deleted. */
export interface OwnReview {
  readonly customerId: string;
  readonly id: string;
}

/** There is no such review, or it is another's. */
export interface ReviewNotFound {
  readonly kind: 'review-not-found';
}

/** How changing a review can end. */
export type UpdateReviewOutcome =
  { readonly kind: 'updated'; readonly review: Review } | ReviewNotFound | InvalidInput;

/** How deleting a review can end. */
export type DeleteReviewOutcome = { readonly kind: 'deleted'; readonly productId: string } | ReviewNotFound;

const notFound: ReviewNotFound = { kind: 'review-not-found' };

/** Changes what an author wrote; a hidden review stays hidden, and one that says the same as before is not edited. */
export async function changeReview(
  { messaging, newId, now }: Dependencies,
  { customerId, id }: OwnReview,
  { photos: wanted, ...change }: ReviewChange & { readonly photos?: readonly string[] | null | undefined },
): Promise<UpdateReviewOutcome> {
  const read = readInput(reviewChangeSchema, withoutNulls(change));
  if (read.kind === 'invalid-input') return read;
  if (!isId(id)) return notFound;
  return messaging.transact(async (tx, send) => {
    const before = await lockReview(tx, id);
    if (before?.customerId !== customerId) return notFound;
    const plan = wanted == null ? null : await planReviewPhotos(tx, { customerId, reviewId: id, wanted });
    if (plan?.kind === 'invalid-input') return plan;
    const hasOtherPhotos = plan?.isChange === true;
    const isSame = !hasOtherPhotos && isDeepStrictEqual({ ...before, ...read.value }, before);
    if (hasOtherPhotos) await savePhotos(tx, { reviewId: id, photos: plan.photos, newId });
    const review = isSame ? before : await updateReview(tx, id, { ...read.value, editedAt: now() });
    await changeRating(tx, review.productId, ratingChange(before, review));
    if (!isSame) send(reviewsChangedMessage(review.productId, newId()));
    return { kind: 'updated', review };
  });
}

/**
 * Deletes an author's review. Of a hidden one only that it was there stays, without its text, or its author could publish
 * again what staff have hidden.
 */
export async function deleteReview(
  { messaging, newId, now }: Dependencies,
  { customerId, id }: OwnReview,
): Promise<DeleteReviewOutcome> {
  if (!isId(id)) return notFound;
  return messaging.transact(async (tx, send) => {
    const review = await lockReview(tx, id);
    if (review?.customerId !== customerId) return notFound;
    await forgetPhotos(tx, [id]);
    if (review.hiddenAt === null) await removeReview(tx, id);
    else await updateReview(tx, id, { title: '', body: '', ...noAnswer, withdrawnAt: now() });
    send(reviewsChangedMessage(review.productId, newId()));
    await changeRating(tx, review.productId, ratingChange(review, null));
    return { kind: 'deleted', productId: review.productId };
  });
}
