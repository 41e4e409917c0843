import { postalAddress } from '@cartwright/addresses';
import type { MessageAddress } from '@cartwright/events';
import { optionalEmail, optionalText, readInput, type InvalidInput } from '@cartwright/input';
import { readDecimal } from '@cartwright/money';
import { z } from 'zod';
import { returnUrl, type ReturnTargets } from '../../checkout/door.ts';
import { paymentToken } from '../../payment-methods/door.ts';
import type { PlaceOrderInput } from './place-order-input.ts';

/** What an order is made of, checked and tidied; what is null is the cart's. */
export interface OrderRequest {
  readonly idempotencyKey: string;
  readonly cartId: string;
  readonly email: string | null;
  readonly shippingAddress: MessageAddress | null;
  readonly billingAddress: MessageAddress | null;
  readonly shippingMethod: string | null;
  readonly expectedTotalMinor: number;
  readonly currency: string;
  readonly paymentMethodToken: string;
  readonly returnUrl: string | null;
  /** Left out where it is not wanted, so that a request of before the field was there has the fingerprint that it had. */
  readonly newsletter?: true;
}

/** A usable request, or every field at fault. */
export type Validation = { readonly kind: 'valid'; readonly request: OrderRequest } | InvalidInput;

const inputSchema = z.object({
  email: optionalEmail,
  shippingAddress: postalAddress.nullish(),
  billingAddress: postalAddress.nullish(),
  shippingMethod: optionalText(50),
  paymentMethod: z.object({ token: paymentToken }),
  expectedTotal: z.object({ amount: z.string(), currencyCode: z.string() }).transform((total, context) => {
    const totalMinor = readTotal(total);
    if (totalMinor !== undefined) return { totalMinor, currency: total.currencyCode };
    const message = `Please give an amount in ${total.currencyCode}, such as 12.90.`;
    context.addIssue({ code: 'custom', path: ['amount'], message, params: { code: 'INVALID_VALUE' } });
    return z.NEVER;
  }),
});

/** Checks what the schema's types let through. */
export function validateOrderInput(input: PlaceOrderInput, returnTargets: ReturnTargets): Validation {
  const schema = inputSchema.extend({ returnUrl: returnUrl(returnTargets) });
  const read = readInput(schema, input);
  if (read.kind === 'invalid-input') return read;
  const { email, shippingAddress, billingAddress, shippingMethod, paymentMethod, expectedTotal } = read.value;
  const request = {
    idempotencyKey: input.idempotencyKey,
    cartId: input.cartId,
    email,
    shippingAddress: shippingAddress ?? null,
    billingAddress: billingAddress ?? null,
    shippingMethod,
    expectedTotalMinor: expectedTotal.totalMinor,
    currency: expectedTotal.currency,
    paymentMethodToken: paymentMethod.token,
    returnUrl: read.value.returnUrl,
    ...(input.newsletter === true && { newsletter: true as const }),
  };
  return { kind: 'valid', request };
}

function readTotal({ amount, currencyCode }: PlaceOrderInput['expectedTotal']): number | undefined {
  const amountMinor = readDecimal(amount, currencyCode);
  return amountMinor !== undefined && amountMinor >= 0 ? amountMinor : undefined;
}
