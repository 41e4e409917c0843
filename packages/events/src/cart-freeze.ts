import { z } from 'zod';
import { amountMinor, currency, id, orderLineSchema, totals } from './values.ts';

/** The path of orders' only synchronous request to carts, signed like every request between processes. */
export const cartFreezePath = '/internal/carts/freeze';

/**
 * Asks carts to freeze the prices of a cart and to lock it for one order. A repeated request for the same order gets the
 * same answer. `guestId` is the guest that the customer was before signing in.
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
  ...totals,
  shippingMethod: z.string(),
});
export type FrozenCart = z.infer<typeof frozenCartSchema>;

export const cartFreezeResponseSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('frozen'), cart: frozenCartSchema }),
  z.object({
    outcome: z.literal('cart-unavailable'),
    reason: z.enum(['not-found', 'empty', 'in-checkout', 'completed', 'too-much']),
  }),
  z.object({ outcome: z.literal('out-of-stock'), variantIds: z.array(id).min(1) }),
  z.object({ outcome: z.literal('price-changed'), actualTotalMinor: amountMinor, currency }),
  z.object({ outcome: z.literal('shipping-method-unavailable') }),
]);
export type CartFreezeResponse = z.infer<typeof cartFreezeResponseSchema>;
