import { z } from 'zod';
import { frozenMetafieldSchema } from './metafields.ts';
import {
  addressSchema,
  amountMinor,
  currency,
  id,
  orderDetails,
  orderLineSchema,
  priceDetails,
  totals,
} from './values.ts';

/** The path of orders' only synchronous request to carts, signed like every request between processes. */
export const cartFreezePath = '/internal/carts/freeze';

/**
 * Asks carts to freeze the prices of a cart and to lock it for one order. A repeated request for the same order gets the
 * same answer. `guestId` is the guest that the customer was before signing in. What is left out is the cart's; `ownEmail` is
 * the customer's own, for when neither has one. `language` (BCP 47) is what the lines are named in; left out, they are named as they
 * were written.
 */
export const cartFreezeRequestSchema = z.object({
  cartId: id,
  orderId: id,
  customerId: id,
  guestId: id.optional(),
  email: z.string().nullish(),
  ownEmail: z.string().nullish(),
  shippingAddress: addressSchema.nullish(),
  billingAddress: addressSchema.nullish(),
  shippingMethod: z.string().nullish(),
  expectedTotalMinor: amountMinor,
  currency,
  language: z.string().optional(),
});
export type CartFreezeRequest = z.infer<typeof cartFreezeRequestSchema>;

/** Left out where the buyer has given none. */
const metafields = z.array(frozenMetafieldSchema).optional();

/** Those that staff keep for themselves; left out where there are none. */
const privateMetafields = metafields;

const frozenLineSchema = orderLineSchema.extend({
  metafields,
  privateMetafields,
  /** The variant's own price, which that of the line follows from; null where a price list names a price of its own. */
  basePriceMinor: amountMinor.nullish(),
});

/** A cart's lines, amounts and buyer at the moment it was locked, in minor units, tax included. */
export const frozenCartSchema = z.object({
  cartId: id,
  currency,
  lines: z.array(frozenLineSchema).min(1),
  ...totals,
  ...priceDetails,
  shippingMethod: z.string(),
  email: z.string(),
  shippingAddress: addressSchema,
  /** Null when it is the shipping address. */
  billingAddress: addressSchema.nullable(),
  metafields,
  privateMetafields,
  ...orderDetails,
});
export type FrozenCart = z.infer<typeof frozenCartSchema>;

/** What a basket costs and includes of tax for a country. */
const quote = z.object({ countryCode: z.string(), totalMinor: amountMinor, taxMinor: amountMinor });

export const cartFreezeResponseSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('frozen'), cart: frozenCartSchema }),
  z.object({
    outcome: z.literal('cart-unavailable'),
    reason: z.enum(['not-found', 'empty', 'in-checkout', 'completed', 'too-much']),
  }),
  z.object({ outcome: z.literal('out-of-stock'), variantIds: z.array(id).min(1) }),
  z.object({ outcome: z.literal('price-changed'), actualTotalMinor: amountMinor, currency }),
  /** The total is as expected, and the tax in it is not what the cart was quoted with. */
  z.object({ outcome: z.literal('quote-changed'), currency, quoted: quote, actual: quote }),
  z.object({ outcome: z.literal('shipping-method-unavailable'), shippingMethod: z.string() }),
  z.object({
    outcome: z.literal('incomplete'),
    missing: z.array(z.enum(['email', 'shippingAddress', 'shippingMethod'])).min(1),
  }),
]);
export type CartFreezeResponse = z.infer<typeof cartFreezeResponseSchema>;
