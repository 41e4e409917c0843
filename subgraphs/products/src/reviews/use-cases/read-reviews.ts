import { isId, readPage, toConnection, type Connection, type ConnectionArguments } from '@cartwright/graph';
import { maySee, type Viewer } from '@cartwright/identity';
import { z } from 'zod';
import type { Product } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import type { ReviewPageLoader } from '../repository/review-pages.ts';
import { findReview, type Review } from '../repository/reviews.ts';

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

/** A review; null when there is none, or it is hidden from the viewer, who is asked for only where that matters. */
export async function readReview(
  { database: { statements } }: Pick<Parts, 'database'>,
  id: string,
  viewerOf: () => Viewer | null,
): Promise<Review | null> {
  const review = isId(id) ? await findReview(statements, id) : undefined;
  if (review === undefined) return null;
  return review.hiddenAt === null || maySee(viewerOf(), review.customerId, 'REVIEWS_MODERATE')
    ? review
    : null;
}
