import { listByKey } from '@cartwright/graph';
import type { Parts } from '../parts.ts';
import { findWaiting, findWaitingOf } from './repository.ts';

/** What resolvers find at `context.backorders`. */
export type BackordersContext = ReturnType<typeof backordersContext>;

/** Makes the context of one operation. */
export function backordersContext({ database: { statements } }: Parts) {
  return {
    loaders: {
      ofVariant: listByKey(
        (ids: readonly string[]) => findWaiting(statements, ids),
        ({ variantId }) => variantId,
      ),
      ofOrder: listByKey(
        (ids: readonly string[]) => findWaitingOf(statements, ids),
        ({ orderId }) => orderId,
      ),
    },
  };
}
