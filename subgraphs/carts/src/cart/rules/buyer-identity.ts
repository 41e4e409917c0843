import { optionalCountryCode } from '@cartwright/addresses';
import { optionalCode, optionalEmail, readInput, type InvalidInput } from '@cartwright/input';
import { z } from 'zod';
import type { BuyerIdentity } from './cart.ts';

/** What a client says of the buyer: undefined leaves a field as it is, null empties it. */
export interface BuyerIdentityChange {
  readonly email?: string | null | undefined;
  readonly countryCode?: string | null | undefined;
  readonly postalCode?: string | null | undefined;
}

/** The buyer after a change, or every field at fault. */
export type BuyerIdentityOutcome = { readonly kind: 'valid'; readonly buyer: BuyerIdentity } | InvalidInput;

const changeSchema = z.object({
  email: optionalEmail.optional(),
  countryCode: optionalCountryCode.optional(),
  postalCode: optionalCode(20).optional(),
});

/** Applies what a client says of the buyer. Country codes become upper case; empty text empties a field. */
export function changeBuyerIdentity(buyer: BuyerIdentity, change: BuyerIdentityChange): BuyerIdentityOutcome {
  const read = readInput(changeSchema, change);
  if (read.kind === 'invalid-input') return read;
  const { email = buyer.email, countryCode = buyer.countryCode, postalCode = buyer.postalCode } = read.value;
  return { kind: 'valid', buyer: { email, countryCode, postalCode } };
}
