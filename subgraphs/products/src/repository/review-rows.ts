import { reviewColumns } from './columns.ts';
import type { Transaction } from './database.ts';
import type { ReviewRecord } from './records.ts';

/** A review to be stored. */
export interface NewReview {
  readonly id: string;
  readonly productId: string;
  readonly customerId: string;
  readonly rating: number;
  readonly title: string;
  readonly body: string;
  readonly createdAt: Date;
}

const nameOfStranger = 'A customer';

/**
 * Stores a review and counts it in its product's rating; null when the customer has reviewed the product before.
 * The author is named as accounts told, or not at all.
 */
export async function insertReview(tx: Transaction, review: NewReview): Promise<ReviewRecord | null> {
  const { id, productId, customerId, rating, title, body, createdAt } = review;
  const [inserted] = await tx.$queryRaw<ReviewRecord[]>`
    INSERT INTO reviews AS r (id, product_id, customer_id, author_name, rating, title, body, created_at)
    VALUES (${id}::uuid, ${productId}::uuid, ${customerId}::uuid,
      coalesce((SELECT display_name FROM reviewers WHERE customer_id = ${customerId}::uuid), ${nameOfStranger}),
      ${rating}, ${title}, ${body}, ${createdAt}::timestamptz)
    ON CONFLICT (product_id, customer_id) DO NOTHING
    RETURNING ${reviewColumns}`;
  if (inserted === undefined) return null;
  await tx.$executeRaw`
    UPDATE products SET rating_sum = rating_sum + ${rating}::int, rating_count = rating_count + 1
    WHERE id = ${productId}::uuid`;
  return inserted;
}

/** Stores or replaces the name under which a customer's reviews appear. */
export async function saveReviewer(tx: Transaction, customerId: string, displayName: string): Promise<void> {
  await tx.reviewer.upsert({
    where: { customerId },
    create: { customerId, displayName },
    update: { displayName },
  });
}
