import { readPage, toConnection, type Connection, type ConnectionArguments } from '@cartwright/graph';
import { z } from 'zod';
import type { ProductRecord, ReviewRecord } from '../repository/records.ts';
import type { ReviewPageLoader } from '../repository/review-pages.ts';

const reviewKey = z.tuple([z.iso.datetime(), z.guid()]);

/** Reads a page of a product's reviews, newest first. @throws BAD_USER_INPUT for a bad size or a foreign cursor */
export async function listReviews(
  loader: ReviewPageLoader,
  product: ProductRecord,
  args: ConnectionArguments,
): Promise<Connection<ReviewRecord>> {
  const page = readPage(args, reviewKey, 10);
  const rows = await loader.load({ productId: product.id, limit: page.fetchSize, after: page.cursor });
  return toConnection({
    page,
    rows,
    keyOf: ({ createdAt, id }) => [createdAt.toISOString(), id] as const,
    totalCount: () => Promise.resolve(product.ratingCount),
  });
}
