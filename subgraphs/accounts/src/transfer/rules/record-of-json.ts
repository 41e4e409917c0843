import { z } from 'zod';
import { fault, type ToldCustomer } from './customer-entry.ts';

const text = z.string().nullish();
const address = z.object({
  isDefault: z.boolean().default(false),
  firstName: text,
  lastName: text,
  company: text,
  line1: text,
  line2: text,
  city: text,
  region: text,
  postalCode: text,
  countryCode: text,
  phone: text,
});
const customer = z.object({
  id: z.string().optional(),
  email: z.string(),
  firstName: text,
  lastName: text,
  company: text,
  vatId: text,
  locale: text,
  addresses: z.array(address).max(100).default([]),
  groups: z.array(z.string()).max(100).default([]),
  acceptsEmailMarketing: z.boolean().optional(),
});

/** The customer that a line of JSON tells of, as exports have them. */
export function customerOfJson(value: unknown): ToldCustomer {
  const read = customer.safeParse(value);
  if (!read.success) {
    const messages = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return fault(emailOf(value), ...messages);
  }
  const { id, email, firstName, lastName, company, vatId, locale, ...told } = read.data;
  const { addresses, groups, acceptsEmailMarketing: newsletter } = told;
  const profile = { firstName, lastName, company, vatId, locale };
  return { kind: 'customer', record: { id, email, profile, addresses, groups, newsletter } };
}

function emailOf(value: unknown): string {
  const email = typeof value === 'object' && value !== null && 'email' in value ? value.email : '';
  return typeof email === 'string' ? email : '';
}
