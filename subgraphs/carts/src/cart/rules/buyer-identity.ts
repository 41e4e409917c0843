import { z } from 'zod';
import type { BuyerIdentity } from './cart.ts';

/** What a client says of the buyer: undefined leaves a field as it is, null empties it. */
export interface BuyerIdentityChange {
  readonly email?: string | null | undefined;
  readonly countryCode?: string | null | undefined;
  readonly postalCode?: string | null | undefined;
}

/** The buyer after a change, or the field that is not valid. */
export type BuyerIdentityOutcome =
  | { readonly kind: 'valid'; readonly buyer: BuyerIdentity }
  | { readonly kind: 'invalid'; readonly field: keyof BuyerIdentity; readonly message: string };

const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** Codes that Unicode knows and ISO 3166-1 does not assign; the United Kingdom is GB. */
const notCountries = ['EU', 'EZ', 'UK', 'UN', 'XA', 'XB', 'ZZ'];

const emptiable = (schema: z.ZodType<string, string>) =>
  z
    .string()
    .trim()
    .transform((text) => (text === '' ? null : text))
    .pipe(schema.nullable())
    .nullish();

const changeSchema = z.object({
  email: emptiable(z.email('This is not an e-mail address.').max(254, 'This is not an e-mail address.')),
  countryCode: emptiable(
    z
      .string()
      .toUpperCase()
      .refine(isCountryCode, 'This is not a country code; two letters are expected, such as DE.'),
  ),
  postalCode: emptiable(
    z
      .string()
      .max(16, 'This postal code is too long.')
      .refine((code) => !/\p{Cc}/u.test(code), 'This is not a postal code.'), // PostgreSQL stores no NUL
  ),
});

/** Applies what a client says of the buyer. Country codes become upper case; empty text empties a field. */
export function changeBuyerIdentity(buyer: BuyerIdentity, change: BuyerIdentityChange): BuyerIdentityOutcome {
  const parsed = changeSchema.safeParse(change);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path[0] as keyof BuyerIdentity;
    return { kind: 'invalid', field, message: issue?.message ?? 'This is not valid.' };
  }
  const { email = buyer.email, countryCode = buyer.countryCode, postalCode = buyer.postalCode } = parsed.data;
  return { kind: 'valid', buyer: { email, countryCode, postalCode } };
}

function isCountryCode(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && !notCountries.includes(code) && regionNames.of(code) !== undefined;
}
