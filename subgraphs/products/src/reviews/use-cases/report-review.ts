import { isId } from '@cartwright/graph';
import { readInput, type InvalidInput } from '@cartwright/input';
import type { Parts } from '../../parts.ts';
import { saveReport, type Report } from '../repository/reports.ts';
import { lockReview, type Review } from '../repository/reviews.ts';
import { reportSchema } from '../rules/review-input.ts';
import type { OwnReview, ReviewNotFound } from './change-review.ts';

/** Who reports which review, as what, and what they say of it. */
export interface ReportReview extends OwnReview, Pick<Report, 'kind'> {
  readonly text?: string | null | undefined;
}

/** How it can end. */
export type ReportReviewOutcome =
  | { readonly kind: 'reported'; readonly review: Review }
  | { readonly kind: 'own-review' }
  | { readonly kind: 'already-reported' }
  | ReviewNotFound
  | InvalidInput;

/** Has staff look at another's review that is shown; each customer can once. */
export async function reportReview(
  { database, now }: Pick<Parts, 'database' | 'now'>,
  { customerId, id, kind, text = null }: ReportReview,
): Promise<ReportReviewOutcome> {
  const read = readInput(reportSchema, { text });
  if (read.kind === 'invalid-input') return read;
  if (!isId(id)) return { kind: 'review-not-found' };
  return database.transaction(async (tx) => {
    const before = await lockReview(tx, id);
    if (before?.customerId === customerId) return { kind: 'own-review' };
    if (before === undefined || before.hiddenAt !== null) return { kind: 'review-not-found' };
    const report = { reviewId: id, customerId, kind, ...read.value, reportedAt: now() };
    const review = await saveReport(tx, report);
    return review === undefined ? { kind: 'already-reported' } : { kind: 'reported', review };
  });
}
