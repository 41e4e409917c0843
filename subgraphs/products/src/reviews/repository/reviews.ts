import { anyOf, type Statements, type Transaction } from '@cartwright/database';
import type { Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';

/** A review under the name of its author. */
export type Review = Selectable<Tables['reviews']>;

/** What of a review changes; the rest stays. */
export type ReviewUpdate = {
  readonly [Column in Exclude<keyof Review, 'id' | 'productId' | 'customerId' | 'createdAt'>]?:
    Review[Column] | undefined;
};

/** What the author of a review is called whose name is not known. */
export const nameOfStranger = 'A customer';

/** What a new review has. */
export type NewReview = Pick<
  Review,
  'id' | 'productId' | 'customerId' | 'rating' | 'title' | 'body' | 'createdAt'
>;

/**
 * Stores a review; undefined when the customer has reviewed the product before. The author is named as in `reviewers`,
 * or not at all.
 */
export function insertReview(tx: Transaction<Tables>, review: NewReview): Promise<Review | undefined> {
  const { customerId } = review;
  return tx
    .insertInto('reviews')
    .values((eb) => ({
      ...review,
      authorName: eb.fn.coalesce(
        eb.selectFrom('reviewers').select('displayName').where('customerId', '=', customerId),
        eb.val(nameOfStranger),
      ),
    }))
    .onConflict((conflict) => conflict.columns(['productId', 'customerId']).doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** The reviews with these ids, hidden or not, but those that their authors have withdrawn. */
export function findReviews(db: Statements<Tables>, ids: readonly string[]): Promise<Review[]> {
  return db
    .selectFrom('reviews')
    .selectAll()
    .where('id', '=', anyOf(ids))
    .where('withdrawnAt', 'is', null)
    .execute();
}

/** Locks a review until the transaction ends; undefined when there is none or its author has withdrawn it. */
export function lockReview(tx: Transaction<Tables>, id: string): Promise<Review | undefined> {
  return tx
    .selectFrom('reviews')
    .selectAll()
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** Changes a review that is locked. */
export function updateReview(tx: Transaction<Tables>, id: string, change: ReviewUpdate): Promise<Review> {
  return tx.updateTable('reviews').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
}

/** Removes a review. */
export async function removeReview(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('reviews').where('id', '=', id).execute();
}

/** The reviews of products by one customer. */
export function findReviewsBy(
  db: Statements<Tables>,
  customerId: string,
  productIds: readonly string[],
): Promise<Review[]> {
  return db
    .selectFrom('reviews')
    .selectAll()
    .where('productId', '=', anyOf(productIds))
    .where('customerId', '=', customerId)
    .where('withdrawnAt', 'is', null)
    .execute();
}
