import { recordStaffAction } from '@cartwright/audit';
import { instantPage, isId, type Connection, type InstantPageArguments } from '@cartwright/graph';
import { readInput, type InvalidInput } from '@cartwright/input';
import { changeRating } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import { forgetPhotos } from '../../review-photos/door.ts';
import { countHidden, listHidden, recordModeration } from '../repository/moderations.ts';
import { closeReports } from '../repository/reports.ts';
import { lockReview, updateReview, type Review } from '../repository/reviews.ts';
import { reviewsChangedMessage } from '../events.ts';
import { ratingChange } from '../rules/rating-change.ts';
import { moderationSchema } from '../rules/review-input.ts';
import type { ReviewNotFound } from './change-review.ts';

/** What staff want done with a review, and why. */
export interface ModerateReview {
  readonly staffId: string;
  readonly id: string;
  readonly action: 'HIDE' | 'SHOW';
  readonly reason: string;
}

/** How it can end. */
export type ModerateReviewOutcome =
  { readonly kind: 'moderated'; readonly review: Review } | ReviewNotFound | InvalidInput;

/** Hides a review, which closes its reports, or shows it again, and records who did it and why; where it is so already, nothing changes. */
export async function moderateReview(
  { messaging, newId, now }: Pick<Parts, 'messaging' | 'newId' | 'now'>,
  { staffId, id, action, reason }: ModerateReview,
): Promise<ModerateReviewOutcome> {
  const read = readInput(moderationSchema, { reason });
  if (read.kind === 'invalid-input') return read;
  if (!isId(id)) return { kind: 'review-not-found' };
  return messaging.transact(async (tx, send) => {
    const before = await lockReview(tx, id);
    if (before === undefined) return { kind: 'review-not-found' };
    const isDone = (before.hiddenAt !== null) === (action === 'HIDE');
    const at = now();
    const change = action === 'HIDE' ? { hiddenAt: at, openReports: 0 } : { hiddenAt: null };
    const review = isDone ? before : await updateReview(tx, id, change);
    await changeRating(tx, review.productId, ratingChange(before, review));
    if (!isDone) {
      if (action === 'HIDE') await closeReports(tx, id, at);
      send(reviewsChangedMessage(review.productId, newId()));
      const moderation = { id: newId(), staffId, ...read.value, at };
      await recordModeration(tx, { ...moderation, reviewId: id, action });
      const operation = action === 'HIDE' ? 'reviewHide' : 'reviewShow';
      const states = { before: { isHidden: action !== 'HIDE' }, after: { isHidden: action === 'HIDE' } };
      await recordStaffAction('products', { tx, send }, { ...moderation, operation, target: id, ...states });
    }
    return { kind: 'moderated', review };
  });
}

/** Takes all photos from a review for good, and records who did it and why; where it has none, nothing changes. */
export async function deleteReviewPhotos(
  { messaging, newId, now }: Pick<Parts, 'messaging' | 'newId' | 'now'>,
  { staffId, id, reason }: Omit<ModerateReview, 'action'>,
): Promise<ModerateReviewOutcome> {
  const read = readInput(moderationSchema, { reason });
  if (read.kind === 'invalid-input') return read;
  if (!isId(id)) return { kind: 'review-not-found' };
  return messaging.transact(async (tx, send) => {
    const review = await lockReview(tx, id);
    if (review === undefined) return { kind: 'review-not-found' };
    const photos = await forgetPhotos(tx, [id]);
    if (photos > 0) {
      send(reviewsChangedMessage(review.productId, newId()));
      const action = { staffId, operation: 'reviewPhotosDelete', target: id, ...read.value, at: now() };
      await recordStaffAction(
        'products',
        { tx, send },
        { ...action, before: { photos }, after: { photos: 0 } },
      );
    }
    return { kind: 'moderated', review };
  });
}

/** A page of the hidden reviews, those written last first. @throws BAD_USER_INPUT for a bad size or cursor */
export function listHiddenReviews(
  { database: { statements } }: Pick<Parts, 'database'>,
  page: InstantPageArguments,
): Promise<Connection<Review>> {
  return instantPage(page, {
    identity: ['hidden reviews'],
    list: (slice) => listHidden(statements, slice),
    count: () => countHidden(statements),
    instantOf: ({ createdAt }) => createdAt,
  });
}
