import { bind } from '@cartwright/database';
import type { Room } from '@cartwright/subgraph';
import { recordStaffAction } from '../audit/door.ts';
import { advancing } from '../checkout/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import type { PaymentReviewsContext } from './context.ts';
import { resolvers } from './resolvers.ts';
import {
  decideReview,
  listReviews,
  type DecideReviewDependencies,
  type ListReviewsDependencies,
} from './use-cases.ts';

/** Payments that staff look at before they are taken. */
export function paymentReviewsRoom(parts: Parts): Room<Tables> {
  const { database, newId } = parts;
  const dependencies: ReviewDependencies = {
    ...advancing(parts),
    db: database.statements,
    newId,
    recordStaffAction,
    get messaging() {
      return parts.messaging;
    },
  };
  return { resolvers, context: () => contextOf(dependencies) };
}

type ReviewDependencies = ListReviewsDependencies & DecideReviewDependencies;

const contextOf = (dependencies: ReviewDependencies): PaymentReviewsContext => ({
  paymentReviews: bind(dependencies, { listReviews, decideReview }),
});
