import { isOwn } from '@cartwright/identity';
import type { Room } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { reviewsContext } from './context.ts';
import { consumesClaims, consumesPurchases, publishes } from './events.ts';
import { purchasesWithin } from './repository/purchases.ts';
import { claimPurchases } from './repository/reviewers.ts';
import type { Review } from './repository/reviews.ts';
import { resolvers } from './resolvers.ts';

/** What customers think of products. */
export function reviewsRoom(parts: Parts): Room<Tables> {
  return {
    resolvers,
    publishes,
    owns: { Review: ({ customerId }: Review, viewer) => isOwn(viewer, customerId) },
    consumes: [...consumesClaims(claimPurchases), ...consumesPurchases(purchasesWithin)],
    context: (input) => ({ reviews: reviewsContext(parts, input) }),
  };
}
