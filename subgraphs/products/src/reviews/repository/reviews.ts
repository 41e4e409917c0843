import type { Statements, Transaction } from '@cartwright/database';
import type { Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';

/** A review under the name of its author. */
export type Review = Selectable<Tables['reviews']>;

const nameOfStranger = 'A customer';

/**
 * Stores a review; undefined when the customer has reviewed the product before. The author is named as in `reviewers`,
 * or not at all.
 */
export function insertReview(
  tx: Transaction<Tables>,
  review: Omit<Review, 'authorName'>,
): Promise<Review | undefined> {
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

/** Stores or replaces the name under which a customer's reviews will appear. */
export async function saveReviewer(
  db: Statements<Tables>,
  customerId: string,
  displayName: string,
): Promise<void> {
  await db
    .insertInto('reviewers')
    .values({ customerId, displayName })
    .onConflict((conflict) => conflict.column('customerId').doUpdateSet({ displayName }))
    .execute();
}
