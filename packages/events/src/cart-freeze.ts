import { z } from 'zod';
import { amountMinor, currency, id, orderLineSchema } from './values.ts';

/** Where carts answers orders' only synchronous call, signed like every request between processes. */
export const cartFreezePath = '/internal/carts/freeze';

/**
 * Asks carts to price a cart for good and to lock it for one order. Asked again for the same order, the answer is the
 * same. `guestId` is the guest that the customer's session grew out of.
 */
export const cartFreezeRequestSchema = z.object({
  cartId: id,
  orderId: id,
  customerId: id,
  guestId: id.optional(),
  shippingMethod: z.string(),
  countryCode: z.string().length(2),
  expectedTotalMinor: amountMinor,
  currency,
});
export type CartFreezeRequest = z.infer<typeof cartFreezeRequestSchema>;

/** A cart's lines and amounts at the moment it was locked, in minor units, tax included. */
export const frozenCartSchema = z.object({
  cartId: id,
  currency,
  lines: z.array(orderLineSchema).min(1),
  subtotalMinor: amountMinor,
  discountMinor: amountMinor,
  shippingMinor: amountMinor,
  taxMinor: amountMinor,
  totalMinor: amountMinor,
  shippingMethod: z.string(),
});
export type FrozenCart = z.infer<typeof frozenCartSchema>;

export const cartFreezeResponseSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('frozen'), cart: frozenCartSchema }),
  z.object({
    outcome: z.literal('cart-unavailable'),
    reason: z.enum(['not-found', 'empty', 'in-checkout', 'completed']),
  }),
  z.object({ outcome: z.literal('out-of-stock'), variantIds: z.array(id).min(1) }),
  z.object({ outcome: z.literal('price-changed'), actualTotalMinor: amountMinor, currency }),
  z.object({ outcome: z.literal('shipping-method-unavailable') }),
]);
export type CartFreezeResponse = z.infer<typeof cartFreezeResponseSchema>;
