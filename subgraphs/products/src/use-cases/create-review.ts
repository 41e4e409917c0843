import { validate as isUuid } from 'uuid';
import { checkReview, type ReviewText } from '../domain/check-review.ts';
import { readProduct } from '../repository/product-pages.ts';
import type { ProductRecord, ReviewRecord } from '../repository/records.ts';
import { insertReview } from '../repository/review-rows.ts';
import type { Dependencies } from './dependencies.ts';

/** A customer's opinion of a product. */
export interface CreateReview extends ReviewText {
  readonly customerId: string;
  readonly productId: string;
}

/** What came of it. */
export type CreateReviewOutcome =
  | { readonly kind: 'created'; readonly review: ReviewRecord; readonly product: ProductRecord }
  | { readonly kind: 'product-not-found' }
  | { readonly kind: 'already-reviewed' }
  | { readonly kind: 'invalid'; readonly field: keyof ReviewText };

/** Publishes a customer's review of a product, one at most, and counts it in the product's rating. */
export async function createReview(
  { database, newId, now }: Dependencies,
  { customerId, productId, ...text }: CreateReview,
): Promise<CreateReviewOutcome> {
  const checked = checkReview(text);
  if (checked.kind === 'invalid') return checked;
  if (!isUuid(productId)) return { kind: 'product-not-found' };
  return database.$transaction(async (tx) => {
    if ((await readProduct(tx, productId)) === null) return { kind: 'product-not-found' };
    const row = { ...checked.review, id: newId(), productId, customerId, createdAt: now() };
    const review = await insertReview(tx, row);
    if (review === null) return { kind: 'already-reviewed' };
    const product = await readProduct(tx, productId);
    return product === null ? { kind: 'product-not-found' } : { kind: 'created', review, product };
  });
}
