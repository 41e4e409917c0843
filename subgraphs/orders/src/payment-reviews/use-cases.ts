import type { Statements, Transaction } from '@cartwright/database';
import { instantPage, isId, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { Messaging } from '@cartwright/messaging';
import type { recordStaffAction } from '../audit/door.ts';
import {
  recordOwnOrder,
  staffActionOf,
  type NewStaffAction,
  type Recording,
  type StaffAction,
  type StaffRequest,
} from '../audit/door.ts';
import { isOwn, type Viewer } from '@cartwright/identity';
import { advanceOrder, type AdvanceDependencies } from '../checkout/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { Order, ReviewState } from '../order/door.ts';
import { countReviewed, listReviewed } from './repository.ts';

/** What reading reviews needs. */
export interface ListReviewsDependencies {
  readonly db: Statements<Tables>;
}

/** What deciding a review needs. */
export interface DecideReviewDependencies extends AdvanceDependencies {
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact'>;
  readonly newId: () => string;
  readonly recordStaffAction: typeof recordStaffAction;
}

/** Which reviews. */
export interface ListReviewsRequest {
  readonly states: readonly ReviewState[];
  readonly page: InstantPageArguments;
}

/** Orders whose payment is or was in review, in the order in which they came in. @throws BAD_USER_INPUT for a bad page */
export function listReviews(
  { db }: ListReviewsDependencies,
  { states, page }: ListReviewsRequest,
): Promise<Connection<Order>> {
  return instantPage(page, {
    identity: ['payment reviews', states],
    list: (slice) => listReviewed(db, states, slice),
    count: () => countReviewed(db, states),
    instantOf: ({ reviewOpenedAt, placedAt }) => reviewOpenedAt ?? placedAt,
  });
}

/** What staff decide, and why. */
export interface DecideReviewRequest extends StaffRequest {
  readonly decision: 'APPROVE' | 'REJECT';
}

/** How a decision can end. */
export type DecideReviewOutcome =
  | { readonly kind: 'decided'; readonly order: Order; readonly action: StaffAction }
  | { readonly kind: 'not-found' }
  /** It is who decides that placed the order. */
  | { readonly kind: 'own'; readonly orderId: string }
  /** Somebody or something was faster. */
  | { readonly kind: 'closed'; readonly order: Order }
  | InvalidInput;

/**
 * Approves or rejects a payment in review, under the lock of its order: another decision, a cancellation and the end of its
 * time are decided there too, so that one of them counts. With an entry in the audit trail, also of who wanted to decide about
 * an order of their own.
 */
export async function decideReview(
  dependencies: DecideReviewDependencies,
  { decision, ...request }: DecideReviewRequest,
): Promise<DecideReviewOutcome> {
  const read = staffActionOf(dependencies, `PAYMENT_REVIEW_${decision}`, request);
  if (read.kind === 'invalid-input') return read;
  const { viewer, target: orderId, traceparent } = request;
  if (!isId(orderId)) return { kind: 'not-found' };
  return dependencies.messaging.transact(
    async (tx, send) => {
      let isTheirs = false as boolean;
      const factOf = ({ customerId }: Order) => {
        isTheirs = isOwn(viewer, customerId);
        return isTheirs ? undefined : ({ type: 'review-decided', decision } as const);
      };
      const advanced = await advanceOrder(dependencies, tx, { orderId, factOf });
      if (isTheirs) return refuseOwn(dependencies, { tx, send }, read.value, viewer);
      if (advanced === undefined) return { kind: 'not-found' };
      const { before, order, messages } = advanced;
      if (order === before) return { kind: 'closed', order };
      for (const message of messages) send(message);
      const states = { before: { review: before.reviewState }, after: { review: order.reviewState } };
      const action = await dependencies.recordStaffAction({ tx, send }, { ...read.value, ...states });
      return { kind: 'decided', order, action };
    },
    { traceparent },
  );
}

async function refuseOwn(
  { now }: DecideReviewDependencies,
  recording: Recording,
  { action, target: orderId }: NewStaffAction,
  viewer: Viewer,
): Promise<DecideReviewOutcome> {
  const permission = 'FRAUD_REVIEW';
  await recordOwnOrder(recording, { viewer, action, orderId, permission, at: now() });
  return { kind: 'own', orderId };
}
