import { z } from 'zod';
import { plainText } from '../users/door.ts';

const required = plainText(200);
const optional = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() === '' ? null : (value ?? null)),
  required.nullable(),
);

const addressSchema = z.object({
  firstName: required,
  lastName: required,
  company: optional,
  line1: required,
  line2: optional,
  city: required,
  region: optional,
  postalCode: required,
  countryCode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/),
  phone: optional,
});

/** A postal address with its parts trimmed; `countryCode` is ISO 3166-1 alpha-2 in upper case. */
export type PostalAddress = Readonly<z.infer<typeof addressSchema>>;

/** An address that may be stored, or the first field that is wrong with it. */
export type CheckedAddress = { kind: 'valid'; address: PostalAddress } | { kind: 'invalid'; field: string };

/** Trims an address and checks that what every parcel needs is there. */
export function checkAddress(input: unknown): CheckedAddress {
  const parsed = addressSchema.safeParse(input);
  if (parsed.success) return { kind: 'valid', address: parsed.data };
  return { kind: 'invalid', field: parsed.error.issues[0]?.path.map(String).join('.') ?? '' };
}
