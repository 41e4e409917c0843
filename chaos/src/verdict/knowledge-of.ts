import type { Knowledge } from '@cartwright/e2e/support/snapshot.ts';
import type { Purchase } from '../workload/shop.ts';

/** What the buyers were answered and saw, in the form that the invariants take. */
export function knowledgeOf(
  purchases: readonly Purchase[],
): Required<Pick<Knowledge, 'accepted' | 'refused' | 'quotes' | 'observations'>> {
  const buyers = purchases.flatMap(({ ownerId, key, ...purchase }) =>
    ownerId === undefined || key === undefined ? [] : [{ ...purchase, ownerId, key }],
  );
  return {
    accepted: buyers.flatMap(({ orderId, ownerId, key }) =>
      orderId === undefined ? [] : [{ orderId, ownerId, key }],
    ),
    quotes: buyers.flatMap(({ orderId, shown }) =>
      orderId === undefined || shown === undefined ? [] : [{ orderId, ...shown }],
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
