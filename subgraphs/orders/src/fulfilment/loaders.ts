import type { Statements } from '@cartwright/database';
import { listByKey } from '@cartwright/graph';
import type { Tables } from '../generated/tables.ts';
import { readParcelsOf } from './repository.ts';

/** The parcels that one operation asks for, gathered into one statement. */
export function parcelLoaders(db: Statements<Tables>) {
  return {
    ofOrder: listByKey(
      (orderIds: readonly string[]) => readParcelsOf(db, orderIds),
      ({ orderId }) => orderId,
    ),
  };
}
