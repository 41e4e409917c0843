import type { ListIdentity } from '@cartwright/graph';
import type { OrderFilter } from '../repository/listed-orders.ts';

/** What tells the cursors of one list of orders from those of others. What lists learned to ask for later is left out while it is not asked for. */
export function orderListIdentity({ reference, ...filter }: OrderFilter): ListIdentity {
  return ['orders', { ...filter, reference: reference ?? undefined }];
}
