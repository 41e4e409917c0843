import { badUserInput } from '@cartwright/errors';
import { invalidInputError } from '@cartwright/input';
import { ownOrderError, readStaffRequest } from '../audit/door.ts';
import { awaitedAnswers } from '../checkout/door.ts';
import type { CheckoutStep, Resolvers } from '../generated/graphql.ts';

/** Checkouts that are stuck and what waits between the subgraphs, for staff. */
export const resolvers = {
  Query: {
    stuckCheckouts: (_root, { filters, ...page }, context) => {
      const olderThanSeconds = filters?.olderThanSeconds ?? 60;
      if (olderThanSeconds < 0)
        throw badUserInput('olderThanSeconds must not be negative.', 'olderThanSeconds');
      return context.operations.listStuck({ olderThanSeconds, page });
    },

    messagingLag: (_root, _args, context) => context.operations.readLag(),
  },

  Mutation: {
    checkoutRedrive: async (_root, { input: { orderId, reason } }, context) => {
      const request = readStaffRequest(context, { target: orderId, reason });
      const outcome = await context.operations.redriveCheckout(request);
      switch (outcome.kind) {
        case 'done':
          return {
            __typename: 'CheckoutRedriveSuccess',
            order: context.order.changed(outcome.order),
            action: outcome.action,
          };
        case 'invalid-input':
          return invalidInputError(outcome.fields);
        case 'not-found':
          return notFound(orderId);
        case 'own':
          return ownOrderError(orderId);
        case 'not-possible':
          return {
            __typename: 'CheckoutNotWaitingError',
            message: 'The checkout waits for nothing that could be sent again.',
            status: outcome.order.status,
          };
      }
    },

    checkoutCancel: async (_root, { input: { orderId, reason } }, context) => {
      const request = readStaffRequest(context, { target: orderId, reason });
      const outcome = await context.operations.cancelCheckout(request);
      switch (outcome.kind) {
        case 'done':
          return {
            __typename: 'CheckoutCancelSuccess',
            order: context.order.changed(outcome.order),
            action: outcome.action,
          };
        case 'invalid-input':
          return invalidInputError(outcome.fields);
        case 'not-found':
          return notFound(orderId);
        case 'own':
          return ownOrderError(orderId);
        case 'not-possible':
          return {
            __typename: 'OrderNotCancellableError',
            message:
              outcome.order.step === 'cancelled'
                ? 'The order is cancelled already.'
                : 'The order, or a part of it, is on its way or has arrived.',
            status: outcome.order.status,
          };
      }
    },
  },

  StuckCheckout: {
    order: (order) => order,
    step: ({ step }) => step.toUpperCase().replaceAll('-', '_') as CheckoutStep,
    since: ({ stepStartedAt }) => stepStartedAt,
    deadline: ({ deadlineAt }) => deadlineAt,
    waitsFor: (order) => awaitedAnswers(order),
  },
} satisfies Resolvers;

function notFound(orderId: string) {
  return { __typename: 'OrderNotFoundError', message: 'There is no such order.', orderId } as const;
}
