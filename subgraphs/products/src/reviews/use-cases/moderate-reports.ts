import { recordStaffAction } from '@cartwright/audit';
import { isId, readPage, toConnection, type Connection, type ConnectionArguments } from '@cartwright/graph';
import { readInput, type InvalidInput } from '@cartwright/input';
import { z } from 'zod';
import type { Parts } from '../../parts.ts';
import { closeReports, countReported, listReported } from '../repository/reports.ts';
import { lockReview, updateReview, type Review } from '../repository/reviews.ts';
import { moderationSchema } from '../rules/review-input.ts';
import type { ReviewNotFound } from './change-review.ts';

/** Whose reports staff dismiss, and why. */
export interface DismissReports {
  readonly staffId: string;
  readonly id: string;
  readonly reason: string;
}

/** How it can end. */
export type DismissReportsOutcome =
  { readonly kind: 'dismissed'; readonly review: Review } | ReviewNotFound | InvalidInput;

const operation = 'reviewReportsDismiss';
const reportedKey = z.tuple([z.int32(), z.guid()]);

/** Closes the reports of a review, which stays as it is, and records who did it and why; without any, nothing changes. */
export async function dismissReports(
  { messaging, now }: Pick<Parts, 'messaging' | 'now'>,
  { staffId, id, reason }: DismissReports,
): Promise<DismissReportsOutcome> {
  const read = readInput(moderationSchema, { reason });
  if (read.kind === 'invalid-input') return read;
  if (!isId(id)) return { kind: 'review-not-found' };
  return messaging.transact(async (tx, send) => {
    const before = await lockReview(tx, id);
    if (before === undefined) return { kind: 'review-not-found' };
    const { openReports } = before;
    if (openReports === 0) return { kind: 'dismissed', review: before };
    const at = now();
    await closeReports(tx, id, at);
    const review = await updateReview(tx, id, { openReports: 0 });
    const states = { before: { openReports }, after: { openReports: 0 } };
    const entry = { staffId, operation, target: id, at, ...read.value, ...states };
    await recordStaffAction('products', { tx, send }, entry);
    return { kind: 'dismissed', review };
  });
}

/** A page of the reported reviews, those of most customers first. @throws BAD_USER_INPUT for a bad size or cursor */
export async function listReportedReviews(
  { database: { statements } }: Pick<Parts, 'database'>,
  args: ConnectionArguments,
): Promise<Connection<Review>> {
  const page = readPage(args, { identity: ['reported reviews'], key: reportedKey });
  const position = page.cursor === null ? null : { openReports: page.cursor[0], id: page.cursor[1] };
  return toConnection({
    page,
    rows: await listReported(statements, {
      size: page.fetchSize,
      after: position,
      direction: page.direction,
    }),
    keyOf: ({ openReports, id }): [number, string] => [openReports, id],
    totalCount: () => countReported(statements),
  });
}
