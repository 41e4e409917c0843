import { chosen } from '@cartwright/graph';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import type { Order } from '../order/door.ts';
import type { ReviewsContext } from './context.ts';
import { ownOrderError } from '../audit/door.ts';
import { reasonOf } from './rules.ts';
import type { DecideReviewOutcome, DecideReviewRequest } from './use-cases.ts';

/** Payments that staff look at before they are taken. */
export const resolvers = {
  Query: {
    paymentReviews: (_root, { filters, ...page }, context) =>
      context.paymentReviews.listReviews({ states: chosen(filters?.states) ?? ['OPEN'], page }),
  },

  Mutation: {
    paymentReviewApprove: async (_root, { input }, context) => {
      const outcome = await decide(context, { ...input, decision: 'APPROVE' });
      return outcome.kind === 'decided'
        ? { __typename: 'PaymentReviewApproveSuccess', ...decided(context, outcome) }
        : refusal(outcome, input);
    },
    paymentReviewReject: async (_root, { input }, context) => {
      const outcome = await decide(context, { ...input, decision: 'REJECT' });
      return outcome.kind === 'decided'
        ? { __typename: 'PaymentReviewRejectSuccess', ...decided(context, outcome) }
        : refusal(outcome, input);
    },
  },

  PaymentReview: {
    order: (order) => order,
    state: ({ reviewState }) => reviewState ?? 'OPEN',
    reasons: ({ reviewReasons }) => (reviewReasons ?? []).map(reasonOf),
    openedAt: ({ reviewOpenedAt, placedAt }) => reviewOpenedAt ?? placedAt,
    decideUntil: ({ reviewUntil, placedAt }) => reviewUntil ?? placedAt,
    decidedAt: ({ reviewDecidedAt }) => reviewDecidedAt,
  },
} satisfies Resolvers;

type Decision = Pick<DecideReviewRequest, 'decision' | 'reason'> & { readonly orderId: string };
type Decided = Extract<DecideReviewOutcome, { kind: 'decided' }>;

function decide(context: ReviewsContext, { decision, orderId: target, reason }: Decision) {
  const viewer = requireViewer(context);
  const { traceparent } = context.request;
  return context.paymentReviews.decideReview({ decision, viewer, target, reason, traceparent });
}

function decided(
  context: ReviewsContext,
  { order, action }: Decided,
): { review: Order; action: Decided['action'] } {
  return { review: context.order.changed(order), action };
}

function refusal(outcome: Exclude<DecideReviewOutcome, Decided>, { orderId }: { readonly orderId: string }) {
  switch (outcome.kind) {
    case 'invalid-input':
      return invalidInputError(outcome.fields);
    case 'not-found':
      return { __typename: 'OrderNotFoundError', message: 'There is no such order.', orderId } as const;
    case 'own':
      return ownOrderError(orderId);
    case 'closed':
      return {
        __typename: 'PaymentReviewClosedError',
        message: 'There is nothing to decide: the payment is not, or no longer, in review.',
        state: outcome.order.reviewState,
        order: outcome.order,
      } as const;
  }
}
