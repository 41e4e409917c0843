import { keyReusedError, readIdempotencyKey } from '@cartwright/idempotency';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import { buyerRequest } from './buyer-signals.ts';
import type { RetryRefusal } from './rules/retrying-payment.ts';

const refusals: Record<RetryRefusal, string> = {
  NOT_BEGUN: 'The items are still being set aside; nothing is to be paid yet.',
  UNDER_WAY: 'Another payment of this order is already being prepared.',
  IN_REVIEW: 'The payment is being checked; nothing is to be paid.',
  PAID: 'The order is paid.',
  ENDED: 'The order is cancelled, or about to be.',
  TIME_IS_UP: 'The time to pay this order is over.',
  TOO_MANY_ATTEMPTS: 'The payment of this order was tried too often.',
};

/** Cancels an order for its owner or for staff, and pays it in another way for its owner. */
export const resolvers = {
  Mutation: {
    orderCancel: async (_root, { input: { orderId, reason } }, context) => {
      const viewer = requireViewer(context);
      const { traceparent } = context.request;
      const outcome = await context.checkout.cancelOrder({ viewer, orderId, reason, traceparent });
      switch (outcome.kind) {
        case 'cancelling':
          return { __typename: 'OrderCancelSuccess', order: context.order.changed(outcome.order) };
        case 'not-found':
          return notFound(orderId);
        case 'not-cancellable':
          return {
            __typename: 'OrderNotCancellableError',
            message: 'The order, or a part of it, is on its way or has arrived.',
            status: outcome.status,
          };
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },

    orderPaymentRetry: async (_root, { input }, context) => {
      const viewer = requireViewer(context);
      const { traceparent, headers } = context.request;
      const client = buyerRequest(headers);
      readIdempotencyKey(input.idempotencyKey);
      const outcome = await context.checkout.retryPayment({ viewer, input, client, traceparent });
      switch (outcome.kind) {
        case 'retried':
          return { __typename: 'OrderPaymentRetrySuccess', order: context.order.changed(outcome.order) };
        case 'not-found':
          return notFound(input.orderId);
        case 'refused':
          return {
            __typename: 'PaymentRetryUnavailableError',
            message: refusals[outcome.refusal],
            reason: outcome.refusal,
            order: outcome.order,
          };
        case 'invalid-input':
          return invalidInputError(outcome.fields);
        case 'key-reused':
          return keyReusedError;
      }
    },
  },
} satisfies Resolvers;

function notFound(orderId: string) {
  return { __typename: 'OrderNotFoundError', message: 'There is no such order.', orderId } as const;
}
