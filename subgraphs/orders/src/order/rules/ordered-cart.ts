import type { Order } from '../repository/order-rows.ts';

/**
 * The id of the cart that has what was ordered, and nothing else. Null for an order that ended without a sale: its cart is the buyer's
 * again, and may have been ordered with something else since.
 */
export function orderedCartOf({
  cartId,
  status,
  confirmedAt,
}: Pick<Order, 'cartId' | 'status' | 'confirmedAt'>): string | null {
  return status === 'CANCELLED' && confirmedAt === null ? null : cartId;
}
