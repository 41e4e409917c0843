import type DataLoader from 'dataloader';
import { badUserInput } from '@cartwright/errors';
import { isId, readPage, toConnection, type Connection, type ConnectionArguments } from '@cartwright/graph';
import { maySee, type Viewer } from '@cartwright/identity';
import type { Product } from '../../catalogue/door.ts';
import type { ReviewCountLoader } from '../repository/review-counts.ts';
import { reviewKey, reviewKeySchema, reviewOrders } from '../repository/review-order.ts';
import type { ReviewPageLoader } from '../repository/review-pages.ts';
import type { Review } from '../repository/reviews.ts';
import { askedReviews, identityOf, orderOf } from '../rules/asked-reviews.ts';

/** Where pages come from, and how many there are of what is filtered. */
interface Loaders {
  readonly reviewPage: ReviewPageLoader;
  readonly reviewCount: ReviewCountLoader;
}

/** Reads a page of a product's reviews. @throws BAD_USER_INPUT for a bad size, a foreign cursor, stars that there are none of */
export async function listReviews(
  { reviewPage, reviewCount }: Loaders,
  product: Product,
  args: ConnectionArguments & Parameters<typeof askedReviews>[0],
): Promise<Connection<Review>> {
  const asked = askedReviews(args);
  if (asked === undefined) throw badUserInput('rating must be between 1 and 5.', 'rating');
  const order = orderOf(asked);
  const identity = identityOf(product.id, asked);
  const page = readPage(args, { identity, key: reviewKeySchema(reviewOrders[order]), defaultSize: 10 });
  const { rating, isVerifiedPurchase } = asked;
  const wanted = { productId: product.id, rating, isVerifiedPurchase };
  const { fetchSize: limit, cursor: after, direction } = page;
  const rows = await reviewPage.load({ ...wanted, order, direction, limit, after });
  return toConnection({
    page,
    rows,
    keyOf: (review) => reviewKey(reviewOrders[order], review),
    totalCount: async () =>
      isVerifiedPurchase === null ? knownCount(product, rating) : reviewCount.load(wanted),
  });
}

/** What a product's content says of how many there are. */
function knownCount({ ratingCount, ratingCounts }: Product, rating: number | null): number {
  return rating === null ? ratingCount : (ratingCounts.find(({ stars }) => stars === rating)?.count ?? 0);
}

/** A review; null when there is none, or it is hidden from the viewer, who is asked for only where that matters. */
export async function readReview(
  { review: loader }: { readonly review: DataLoader<string, Review | null> },
  id: string,
  viewerOf: () => Viewer | null,
): Promise<Review | null> {
  const review = isId(id) ? await loader.load(id) : null;
  if (review === null) return null;
  return review.hiddenAt === null || maySee(viewerOf(), review.customerId, 'REVIEWS_MODERATE')
    ? review
    : null;
}
