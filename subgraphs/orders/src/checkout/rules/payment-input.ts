import { Fault, field, readInput, type InvalidInput } from '@cartwright/input';
import { z } from 'zod';
import { paymentToken } from '../../payment-methods/door.ts';
import { readReturnUrl, type ReturnTargets } from './return-url.ts';

/** What a buyer gives with `orderPaymentRetry`. */
export interface RetryInput {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly paymentMethod: { readonly token: string };
  readonly returnUrl?: string | null | undefined;
}

/** A payment that is wanted, checked. */
export interface RetryRequest {
  readonly orderId: string;
  readonly paymentMethodToken: string;
  readonly returnUrl: string | null;
}

/** Where the buyer comes back to; null for nowhere. It is read as it is: nothing is tidied away. */
export function returnUrl(targets: ReturnTargets) {
  return field((given) => {
    if (given === null) return null;
    return (
      readReturnUrl(given, targets) ?? new Fault('INVALID_VALUE', 'This shop does not lead buyers there.')
    );
  });
}

/** Checks what the schema's types let through. */
export function readRetryInput(
  { orderId, ...input }: RetryInput,
  targets: ReturnTargets,
): { readonly kind: 'valid'; readonly request: RetryRequest } | InvalidInput {
  const schema = z.object({
    paymentMethod: z.object({ token: paymentToken }),
    returnUrl: returnUrl(targets),
  });
  const read = readInput(schema, input);
  if (read.kind === 'invalid-input') return read;
  const { paymentMethod, returnUrl: checkedUrl } = read.value;
  return {
    kind: 'valid',
    request: { orderId, paymentMethodToken: paymentMethod.token, returnUrl: checkedUrl },
  };
}
