import { instantPage, isId, type Connection, type InstantPageArguments } from '@cartwright/graph';
import { readInput, type InvalidInput } from '@cartwright/input';
import { changeRating, type Product } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import { countHidden, listHidden, recordModeration } from '../repository/moderations.ts';
import { lockReview, updateReview, type Review } from '../repository/reviews.ts';
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
  | { readonly kind: 'moderated'; readonly review: Review; readonly product: Product }
  | ReviewNotFound
  | InvalidInput;

/** Hides a review or shows it again, and records who did it and why; where it is so already, nothing changes. */
export async function moderateReview(
  { database, newId, now }: Pick<Parts, 'database' | 'newId' | 'now'>,
  { staffId, id, action, reason }: ModerateReview,
): Promise<ModerateReviewOutcome> {
  const read = readInput(moderationSchema, { reason });
  if (read.kind === 'invalid-input') return read;
  if (!isId(id)) return { kind: 'review-not-found' };
  return database.transaction(async (tx) => {
    const before = await lockReview(tx, id);
    if (before === undefined) return { kind: 'review-not-found' };
    const isDone = (before.hiddenAt !== null) === (action === 'HIDE');
    const at = now();
    if (!isDone)
      await recordModeration(tx, { id: newId(), reviewId: id, staffId, action, ...read.value, at });
    const hiddenAt = action === 'HIDE' ? at : null;
    const review = isDone ? before : await updateReview(tx, id, { hiddenAt });
    const product = await changeRating(tx, review.productId, ratingChange(before, review));
    return { kind: 'moderated', review, product };
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
