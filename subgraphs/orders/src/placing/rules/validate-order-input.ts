import { postalAddress } from '@cartwright/addresses';
import type { MessageAddress } from '@cartwright/events';
import { isCurrencyCode, MoneyError, parseDecimal } from '@cartwright/money';
import { z } from 'zod';
import type { PlaceOrderInput } from './place-order-input.ts';

/** What an order is made of, checked and trimmed. */
export interface OrderRequest {
  readonly idempotencyKey: string;
  readonly cartId: string;
  readonly email: string;
  readonly shippingAddress: MessageAddress;
  readonly shippingMethod: string;
  readonly expectedTotalMinor: number;
  readonly currency: string;
  readonly paymentMethodToken: string;
}

/** A usable request, or the first field that is at fault. */
export type Validation =
  | { readonly kind: 'valid'; readonly request: OrderRequest }
  | { readonly kind: 'invalid'; readonly field: string; readonly message: string };

// Control characters have no place in a name or a street, and would break the lines of an e-mail.
const controlCharacters = /\p{Cc}/u;
const cardNumber = /^(?:\d[ -]?){12,18}\d$/;

const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .refine((value) => !controlCharacters.test(value), 'must be a single line of text');

const inputSchema = z.object({
  email: z
    .string('is required')
    .trim()
    .max(254, 'must have at most 254 characters')
    .pipe(z.email('must be an e-mail address')),
  shippingAddress: postalAddress,
  shippingMethod: text(50),
  paymentMethod: z.object({
    token: text(255)
      .refine((token) => !cardNumber.test(token), 'must be a token; card numbers are never accepted')
      .regex(/^[\w.-]*$/, 'must be a token of one of paymentMethods'),
  }),
});

/** Checks what the schema's types let through. `ownEmail` is the customer's own address, where it is known. */
export function validateOrderInput(input: PlaceOrderInput, ownEmail: string | undefined): Validation {
  const email = input.email == null || input.email.trim() === '' ? ownEmail : input.email;
  const parsed = inputSchema.safeParse({ ...input, email });
  if (!parsed.success) return firstFault(parsed.error);
  const expectedTotalMinor = readTotal(input.expectedTotal);
  if (expectedTotalMinor === undefined) {
    const message = `expectedTotal.amount must be an amount in ${input.expectedTotal.currencyCode}, such as 12.90.`;
    return { kind: 'invalid', field: 'expectedTotal.amount', message };
  }
  const { email: checkedEmail, shippingAddress, shippingMethod, paymentMethod } = parsed.data;
  const request = {
    idempotencyKey: input.idempotencyKey,
    cartId: input.cartId,
    email: checkedEmail,
    shippingAddress,
    shippingMethod,
    expectedTotalMinor,
    currency: input.expectedTotal.currencyCode,
    paymentMethodToken: paymentMethod.token,
  };
  return { kind: 'valid', request };
}

function firstFault({ issues }: z.ZodError): Validation {
  const [issue] = issues;
  const field = issue?.path.map(String).join('.') ?? '';
  const message = issue?.message ?? 'is not valid';
  const isSentence = message.endsWith('.'); // those of an address are
  return { kind: 'invalid', field, message: isSentence ? message : `${field} ${message}.` };
}

function readTotal({ amount, currencyCode }: PlaceOrderInput['expectedTotal']): number | undefined {
  if (!isCurrencyCode(currencyCode)) return undefined;
  try {
    const amountMinor = parseDecimal(amount, currencyCode);
    return amountMinor >= 0 ? amountMinor : undefined;
  } catch (error) {
    if (error instanceof MoneyError) return undefined;
    throw error;
  }
}
