import { awaitedAnswers } from '../../domain/checkout/awaited-answers.ts';
import type { CheckoutStep, StaffActionResolvers, StuckCheckoutResolvers } from '../../generated/graphql.ts';

/** A checkout that waits, seen from its order. */
export const StuckCheckout: StuckCheckoutResolvers = {
  order: (order) => order,
  step: ({ step }) => step.toUpperCase() as CheckoutStep,
  since: ({ stepStartedAt }) => stepStartedAt,
  deadline: ({ deadlineAt }) => deadlineAt,
  waitsFor: (order) => awaitedAnswers(order),
};

/** Something that a member of the staff did. */
export const StaffAction: StaffActionResolvers = {
  staff: ({ staffId }) => ({ __typename: 'User', id: staffId }),
};
