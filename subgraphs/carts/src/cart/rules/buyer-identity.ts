import { optionalCountryCode, postalAddress } from '@cartwright/addresses';
import { optionalCode, optionalEmail, readInput, type InvalidInput } from '@cartwright/input';
import { z } from 'zod';
import type { BuyerIdentity } from './cart.ts';

/** What a client says of the buyer: undefined leaves a field as it is, null empties it. */
export interface BuyerIdentityChange {
  readonly email?: string | null | undefined;
  readonly countryCode?: string | null | undefined;
  readonly postalCode?: string | null | undefined;
  /** `AddressInput`, read by `postalAddress`; it says country and postal code too. */
  readonly shippingAddress?: unknown;
  readonly billingAddress?: unknown;
}

/** The buyer after a change, or every field at fault. */
export type BuyerIdentityOutcome = { readonly kind: 'valid'; readonly buyer: BuyerIdentity } | InvalidInput;

const changeSchema = z.object({
  email: optionalEmail.optional(),
  countryCode: optionalCountryCode.optional(),
  postalCode: optionalCode(20).optional(),
  shippingAddress: postalAddress.nullish(),
  billingAddress: postalAddress.nullish(),
});

/** Applies what a client says of the buyer. Country codes become upper case; empty text empties a field. */
export function changeBuyerIdentity(buyer: BuyerIdentity, change: BuyerIdentityChange): BuyerIdentityOutcome {
  const read = readInput(changeSchema, change);
  if (read.kind === 'invalid-input') return read;
  const { email = buyer.email, billingAddress = buyer.billingAddress } = read.value;
  return { kind: 'valid', buyer: { email, billingAddress, ...placeOf(buyer, read.value) } };
}

/** An address says its country and postal code; another country or postal code is another address, which is not known. */
function placeOf(
  buyer: BuyerIdentity,
  change: z.output<typeof changeSchema>,
): Pick<BuyerIdentity, 'countryCode' | 'postalCode' | 'shippingAddress'> {
  const { shippingAddress = buyer.shippingAddress } = change;
  if (change.shippingAddress != null) {
    const { countryCode, postalCode } = change.shippingAddress;
    return { countryCode, postalCode, shippingAddress };
  }
  const { countryCode = buyer.countryCode, postalCode = buyer.postalCode } = change;
  const isSame =
    shippingAddress?.countryCode === countryCode && (shippingAddress.postalCode ?? null) === postalCode;
  return { countryCode, postalCode, shippingAddress: isSame ? shippingAddress : null };
}
