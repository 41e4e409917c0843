import { anyOf, type StatementSample, type Transaction } from '@cartwright/database';
import type { Tables } from '../../tables.ts';
import { forgetPhotosBy } from '../../review-photos/door.ts';
import { eraseReports } from './reports.ts';
import { eraseAuthor } from './reviewers.ts';
import { eraseVotes } from './votes.ts';

/** Erases people from reviews: from their own, and from those that they voted on or reported. */
export async function eraseFromReviews(
  tx: Transaction<Tables>,
  personIds: readonly string[],
  now: Date,
): Promise<void> {
  await lockReviewsOf(tx, personIds);
  await eraseVotes(tx, personIds);
  await eraseReports(tx, personIds);
  await eraseAuthor(tx, personIds, now);
  await forgetPhotosBy(tx, personIds, now);
}

/** All at once and in the order of their ids: two people who voted on each other's reviews can be erased at the same time. */
async function lockReviewsOf(tx: Transaction<Tables>, personIds: readonly string[]): Promise<void> {
  const people = anyOf(personIds);
  const own = tx.selectFrom('reviews').select('id').where('customerId', '=', people);
  const voted = tx.selectFrom('reviewVotes').select('reviewId as id').where('customerId', '=', people);
  const reported = tx.selectFrom('reviewReports').select('reviewId as id').where('customerId', '=', people);
  await tx
    .selectFrom('reviews')
    .select('id')
    .where('id', 'in', own.union(voted).union(reported))
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(tx) => eraseFromReviews(tx, [''], new Date(0))];
