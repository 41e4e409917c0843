import { isId, readPage, toConnection, type Connection, type ConnectionArguments } from '@cartwright/graph';
import { z } from 'zod';
import { addRating, findProduct, type Product } from '../catalogue/door.ts';
import type { Parts } from '../parts.ts';
import type { ReviewPageLoader } from './repository/review-pages.ts';
import { insertReview, type Review } from './repository/reviews.ts';
import { checkReview, type ReviewText } from './rules.ts';

/** A customer's opinion of a product. */
export interface CreateReview extends ReviewText {
  readonly customerId: string;
  readonly productId: string;
}

/** What came of it. */
export type CreateReviewOutcome =
  | { readonly kind: 'created'; readonly review: Review; readonly product: Product }
  | { readonly kind: 'product-not-found' }
  | { readonly kind: 'already-reviewed' }
  | { readonly kind: 'invalid'; readonly field: keyof ReviewText };

/** Publishes a customer's review of a product, one at most, and counts it in the product's rating. */
export async function createReview(
  { database, newId, now }: Pick<Parts, 'database' | 'newId' | 'now'>,
  { customerId, productId, ...text }: CreateReview,
): Promise<CreateReviewOutcome> {
  const checked = checkReview(text);
  if (checked.kind === 'invalid') return checked;
  if (!isId(productId)) return { kind: 'product-not-found' };
  const row = { ...checked.review, id: newId(), productId, customerId, createdAt: now() };
  return database.transaction(async (tx) => {
    if ((await findProduct(tx, productId)) === undefined) return { kind: 'product-not-found' };
    const review = await insertReview(tx, row);
    if (review === undefined) return { kind: 'already-reviewed' };
    await addRating(tx, productId, review.rating);
    const product = await findProduct(tx, productId);
    return product === undefined ? { kind: 'product-not-found' } : { kind: 'created', review, product };
  });
}

const reviewKey = z.tuple([z.iso.datetime(), z.guid()]);

/** Reads a page of a product's reviews, newest first. @throws BAD_USER_INPUT for a bad size or a foreign cursor */
export async function listReviews(
  { reviewPage }: { readonly reviewPage: ReviewPageLoader },
  product: Product,
  args: ConnectionArguments,
): Promise<Connection<Review>> {
  const page = readPage(args, { identity: ['reviews', product.id], key: reviewKey, defaultSize: 10 });
  const rows = await reviewPage.load({ productId: product.id, limit: page.fetchSize, after: page.cursor });
  return toConnection({
    page,
    rows,
    keyOf: ({ createdAt, id }) => [createdAt.toISOString(), id] as const,
    totalCount: () => Promise.resolve(product.ratingCount),
  });
}
