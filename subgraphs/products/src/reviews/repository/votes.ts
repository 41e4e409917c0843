import { anyOf, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';

/** Whether a customer finds a review helpful. */
export type Vote = Readonly<Selectable<Tables['reviewVotes']>>;

/** The votes of one customer on some reviews. */
export function findVotesBy(
  db: Statements<Tables>,
  customerId: string,
  reviewIds: readonly string[],
): Promise<Vote[]> {
  return db
    .selectFrom('reviewVotes')
    .selectAll()
    .where('reviewId', '=', anyOf(reviewIds))
    .where('customerId', '=', customerId)
    .execute();
}

/** Stores a customer's vote on a review that is locked, in place of the one before. */
export async function saveVote(tx: Transaction<Tables>, vote: Vote): Promise<void> {
  const { isHelpful, votedAt } = vote;
  await tx
    .insertInto('reviewVotes')
    .values(vote)
    .onConflict((conflict) =>
      conflict.columns(['reviewId', 'customerId']).doUpdateSet({ isHelpful, votedAt }),
    )
    .execute();
}

/** Removes a customer's vote on a review that is locked. */
export async function removeVote(
  tx: Transaction<Tables>,
  { reviewId, customerId }: Pick<Vote, 'reviewId' | 'customerId'>,
): Promise<void> {
  await tx
    .deleteFrom('reviewVotes')
    .where('reviewId', '=', reviewId)
    .where('customerId', '=', customerId)
    .execute();
}

/** Removes people's votes on reviews that are locked, and has these count them no more. */
export async function eraseVotes(tx: Transaction<Tables>, personIds: readonly string[]): Promise<void> {
  await tx
    .with('gone', (qb) =>
      qb
        .deleteFrom('reviewVotes')
        .where('customerId', '=', anyOf(personIds))
        .returning(['reviewId', 'isHelpful']),
    )
    .with('lost', (qb) =>
      qb
        .selectFrom('gone')
        .select('reviewId')
        .select(sql<number>`(count(*) FILTER (WHERE is_helpful))::int4`.as('helpful'))
        .select(sql<number>`(count(*) FILTER (WHERE NOT is_helpful))::int4`.as('unhelpful'))
        .groupBy('reviewId'),
    )
    .updateTable('reviews as r')
    .from('lost')
    .set((eb) => ({
      helpfulCount: eb('r.helpfulCount', '-', eb.ref('lost.helpful')),
      unhelpfulCount: eb('r.unhelpfulCount', '-', eb.ref('lost.unhelpful')),
    }))
    .whereRef('r.id', '=', 'lost.reviewId')
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(tx) => eraseVotes(tx, [''])];
