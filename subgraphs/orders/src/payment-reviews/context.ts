import type { ViewerContext } from '@cartwright/identity';
import type { SubgraphRequest } from '@cartwright/process';
import type { Order } from '../order/door.ts';
import type { decideReview, listReviews } from './use-cases.ts';

/** A use case whose dependencies are given. */
type Bound<UseCase extends (dependencies: never, request: never) => unknown> = (
  request: Parameters<UseCase>[1],
) => ReturnType<UseCase>;

/** What the resolvers of this room find of their own. */
export interface PaymentReviewsContext {
  readonly paymentReviews: {
    readonly listReviews: Bound<typeof listReviews>;
    readonly decideReview: Bound<typeof decideReview>;
  };
}

/** What deciding a review needs of a resolver's context. */
export type ReviewsContext = ViewerContext &
  PaymentReviewsContext & {
    readonly order: { readonly changed: (order: Order) => Order };
    readonly request: Pick<SubgraphRequest, 'traceparent'>;
  };
