import { maySee, ownerIds, type Viewer } from '@cartwright/identity';
import type { Order } from './repository/order-rows.ts';

/**
 * Whether a viewer may see an order: its customer, staff, and the guest who placed it, also when it turned out to be a customer's
 * afterwards.
 */
export function maySeeOrder(
  viewer: Viewer | null,
  { customerId, guestId }: Pick<Order, 'customerId' | 'guestId'>,
): boolean {
  if (maySee(viewer, customerId, 'ORDERS_READ')) return true;
  return viewer !== null && guestId !== null && ownerIds(viewer).includes(guestId);
}
