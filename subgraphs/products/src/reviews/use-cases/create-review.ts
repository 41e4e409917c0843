import { isId } from '@cartwright/graph';
import { readInput, type InvalidInput } from '@cartwright/input';
import { changeRating, isProduct } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import { planReviewPhotos, savePhotos } from '../../review-photos/door.ts';
import { insertReview, type Review } from '../repository/reviews.ts';
import { reviewsChangedMessage } from '../events.ts';
import { ratingChange } from '../rules/rating-change.ts';
import { reviewSchema, type ReviewText } from '../rules/review-input.ts';

/** A customer's opinion of a product. */
export interface CreateReview extends ReviewText {
  readonly customerId: string;
  readonly productId: string;
  /** Uploads of the customer's that are complete, in the order of the review. */
  readonly photos?: readonly string[] | null | undefined;
}

/** What came of it. */
export type CreateReviewOutcome =
  | { readonly kind: 'created'; readonly review: Review }
  | { readonly kind: 'product-not-found' }
  | { readonly kind: 'already-reviewed' }
  | InvalidInput;

/** Publishes a customer's review of a product, one at most, and counts it in the product's rating. */
export async function createReview(
  { messaging, newId, now }: Pick<Parts, 'messaging' | 'newId' | 'now'>,
  { customerId, productId, photos: wanted, ...input }: CreateReview,
): Promise<CreateReviewOutcome> {
  const read = readInput(reviewSchema, input);
  if (read.kind === 'invalid-input') return read;
  if (!isId(productId)) return { kind: 'product-not-found' };
  const row = { ...read.value, id: newId(), productId, customerId, createdAt: now() };
  return messaging.transact(async (tx, send) => {
    if (!(await isProduct(tx, productId))) return { kind: 'product-not-found' };
    const plan = await planReviewPhotos(tx, { customerId, reviewId: null, wanted: wanted ?? [] });
    if (plan.kind === 'invalid-input') return plan;
    const review = await insertReview(tx, row);
    if (review === undefined) return { kind: 'already-reviewed' };
    if (plan.isChange) await savePhotos(tx, { reviewId: review.id, photos: plan.photos, newId });
    await changeRating(tx, productId, ratingChange(null, review));
    send(reviewsChangedMessage(productId, newId()));
    return { kind: 'created', review };
  });
}
