import { isId } from '@cartwright/graph';
import type { Transaction } from '@cartwright/database';
import type { Parts } from '../../parts.ts';
import type { Tables } from '../../tables.ts';
import { reviewsChangedMessage } from '../events.ts';
import { lockReview, updateReview, type Review } from '../repository/reviews.ts';
import { findVotesBy, removeVote, saveVote } from '../repository/votes.ts';
import { voteChange } from '../rules/vote-change.ts';
import type { OwnReview, ReviewNotFound } from './change-review.ts';

type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** Who votes on which review, and how; null takes the vote back. */
export interface VoteOnReview extends OwnReview {
  readonly isHelpful: boolean | null;
}

/** How it can end. */
export type VoteOutcome =
  { readonly kind: 'voted'; readonly review: Review } | { readonly kind: 'own-review' } | ReviewNotFound;

/** Counts a customer's vote on another's review that is shown, in place of their vote before; the same again changes nothing. */
export async function voteOnReview(
  { messaging, newId, now }: Dependencies,
  { customerId, id, isHelpful }: VoteOnReview,
): Promise<VoteOutcome> {
  if (!isId(id)) return { kind: 'review-not-found' };
  return messaging.transact(async (tx, send) => {
    const review = await lockReview(tx, id);
    if (review?.customerId === customerId) return { kind: 'own-review' };
    if (review === undefined || review.hiddenAt !== null) return { kind: 'review-not-found' };
    const [before = null] = await findVotesBy(tx, customerId, [id]);
    if (isHelpful === (before?.isHelpful ?? null)) return { kind: 'voted', review };
    const after = isHelpful === null ? null : { isHelpful };
    const vote = { reviewId: id, customerId };
    if (after === null) await removeVote(tx, vote);
    else await saveVote(tx, { ...vote, ...after, votedAt: now() });
    send(reviewsChangedMessage(review.productId, newId()));
    return { kind: 'voted', review: await countVotes(tx, review, voteChange(before, after)) };
  });
}

function countVotes(
  tx: Transaction<Tables>,
  { id, helpfulCount, unhelpfulCount }: Review,
  { helpful, unhelpful }: ReturnType<typeof voteChange>,
): Promise<Review> {
  const counts = { helpfulCount: helpfulCount + helpful, unhelpfulCount: unhelpfulCount + unhelpful };
  return updateReview(tx, id, counts);
}
