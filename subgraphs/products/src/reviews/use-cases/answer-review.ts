import { recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import { readInput, type InvalidInput } from '@cartwright/input';
import type { Parts } from '../../parts.ts';
import { reviewsChangedMessage } from '../events.ts';
import { lockReview, updateReview, type Review, type ReviewUpdate } from '../repository/reviews.ts';
import { answerChange, noAnswer } from '../rules/answer-change.ts';
import { answerDeletionSchema, answerSchema } from '../rules/review-input.ts';
import type { ReviewNotFound } from './change-review.ts';

type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** Whose answer to which review staff take back, and why, if they say. */
export interface DeleteAnswer {
  readonly staffId: string;
  readonly id: string;
  readonly reason?: string | null | undefined;
}

/** What the shop answers to a review. */
export interface AnswerReview extends DeleteAnswer {
  readonly body: string;
}

/** How it can end. */
export type AnswerOutcome =
  { readonly kind: 'answered'; readonly review: Review } | ReviewNotFound | InvalidInput;

/** Answers a review for the shop, in place of the answer before, and records who did; the same text again changes nothing. */
export async function answerReview(
  dependencies: Dependencies,
  { staffId, id, body, reason = null }: AnswerReview,
): Promise<AnswerOutcome> {
  const read = readInput(answerSchema, { body, reason });
  if (read.kind === 'invalid-input') return read;
  const why = { staffId, id, operation: 'reviewAnswer', reason: read.value.reason };
  return changeAnswer(dependencies, why, (review) => {
    return answerChange(review, read.value.body, dependencies.now());
  });
}

/** Takes the shop's answer to a review back and records who did; without one, nothing changes. */
export async function deleteAnswer(
  dependencies: Dependencies,
  { staffId, id, reason = null }: DeleteAnswer,
): Promise<AnswerOutcome> {
  const read = readInput(answerDeletionSchema, { reason });
  if (read.kind === 'invalid-input') return read;
  const why = { staffId, id, operation: 'reviewAnswerDelete', reason: read.value.reason };
  return changeAnswer(dependencies, why, ({ answerBody }) => (answerBody === null ? null : noAnswer));
}

interface Why {
  readonly staffId: string;
  readonly id: string;
  readonly operation: string;
  readonly reason: string | null;
}

/** Does what `changeOf` says of a review; null leaves it as it is. */
async function changeAnswer(
  { messaging, newId, now }: Dependencies,
  { id, ...why }: Why,
  changeOf: (review: Review) => ReviewUpdate | null,
): Promise<AnswerOutcome> {
  if (!isId(id)) return { kind: 'review-not-found' };
  return messaging.transact(async (tx, send) => {
    const before = await lockReview(tx, id);
    if (before === undefined) return { kind: 'review-not-found' };
    const change = changeOf(before);
    if (change === null) return { kind: 'answered', review: before };
    const review = await updateReview(tx, id, change);
    send(reviewsChangedMessage(review.productId, newId()));
    const states = { before: stateOf(before), after: stateOf(review) };
    await recordStaffAction('products', { tx, send }, { ...why, target: id, at: now(), ...states });
    return { kind: 'answered', review };
  });
}

/** Not the text: what is in a trail stays for good. */
function stateOf({ answerBody, answeredAt, answerEditedAt }: Review) {
  const at = answerEditedAt ?? answeredAt;
  return { isAnswered: answerBody !== null, answeredAt: at?.toISOString() ?? null };
}
