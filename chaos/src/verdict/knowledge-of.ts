import type { Knowledge } from '@cartwright/e2e/support/snapshot.ts';
import type { Purchase } from '../workload/shop.ts';

/** What the buyers were told and saw, in the invariants' terms. */
export function knowledgeOf(
  purchases: readonly Purchase[],
): Required<Pick<Knowledge, 'accepted' | 'refused' | 'observations'>> {
  const buyers = purchases.flatMap(({ ownerId, key, ...purchase }) =>
    ownerId === undefined || key === undefined ? [] : [{ ...purchase, ownerId, key }],
  );
  return {
    accepted: buyers.flatMap(({ orderId, ownerId, key }) =>
      orderId === undefined ? [] : [{ orderId, ownerId, key }],
    ),
    refused: buyers.flatMap(({ rejected: reason, ownerId, key }) =>
      reason === undefined ? [] : [{ ownerId, key, reason }],
    ),
    observations: buyers.flatMap(({ orderId, ownerId, status, steps, isPolling }) =>
      orderId === undefined
        ? []
        : [{ subscriber: ownerId, orderId, steps, isPolling, isComplete: status !== undefined }],
    ),
  };
}
